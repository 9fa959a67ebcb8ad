package org.sparklaunch.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The modules on the page about the architecture, compared with the poms. */
class ModuleDependenciesTest {
    private static final Pattern BLOCK =
            Pattern.compile("(?s)<!-- modules -->\\s*```\\n(.*?)```\\s*<!-- end of modules -->");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final String GROUP = "org.sparklaunch";

    @Test
    void architecturePageShowsTheModulesOfThePoms() throws Exception {
        assertThat(documented()).isEqualTo(declared());
    }

    private static Map<String, Set<String>> documented() {
        Matcher block = BLOCK.matcher(Repository.read(Repository.resolve("docs/architecture.md")));
        assertThat(block.find())
                .as("a block of modules in docs/architecture.md")
                .isTrue();
        Map<String, Set<String>> modules = new TreeMap<>();
        block.group(1).lines().forEach(line -> {
            String[] sides = line.split("->", 2);
            Set<String> needed = new TreeSet<>();
            COMMA.splitAsStream(sides[1].strip())
                    .filter(name -> !name.isEmpty())
                    .forEach(needed::add);
            modules.put(sides[0].strip(), needed);
        });
        return modules;
    }

    /** The dependencies of the modules with code or content on each other, without those of tests. */
    private static Map<String, Set<String>> declared() throws Exception {
        Map<String, String> folders = new TreeMap<>();
        Map<String, Element> projects = new TreeMap<>();
        for (Path pom : Repository.poms()) {
            Element project = parse(pom);
            String folder = Repository.name(pom.getParent());
            if (!child(project, "modules").isPresent()) {
                folders.put(text(project, "artifactId"), folder);
                projects.put(folder, project);
            }
        }
        Map<String, Set<String>> modules = new TreeMap<>();
        projects.forEach((folder, project) -> modules.put(folder, needs(project, folders)));
        return modules;
    }

    private static Set<String> needs(Element project, Map<String, String> folders) {
        Set<String> needed = new TreeSet<>();
        child(project, "dependencies")
                .ifPresent(list -> children(list)
                        .filter(dependency -> text(dependency, "groupId").equals(GROUP))
                        .filter(dependency -> !text(dependency, "scope").equals("test"))
                        .forEach(dependency -> needed.add(folders.get(text(dependency, "artifactId")))));
        return needed;
    }

    private static Element parse(Path pom) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        return document.getDocumentElement();
    }

    private static String text(Element parent, String name) {
        return child(parent, name).map(Node::getTextContent).orElse("").strip();
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent).filter(child -> child.getTagName().equals(name)).findFirst();
    }

    private static Stream<Element> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
