package org.sparklaunch.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.junit.jupiter.api.Test;

class LinksTest {
    @Test
    void everyLinkBetweenPagesLeadsToAPageAndAHeading() {
        List<String> broken = new ArrayList<>();
        for (Path page : Repository.pages()) {
            for (String link : links(page)) {
                if (!link.matches("[a-z]+:.*") && !exists(page, link)) {
                    broken.add(Repository.name(page) + ": " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static List<String> links(Path page) {
        List<String> links = new ArrayList<>();
        MarkdownPassages.parse(Repository.read(page)).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }
        });
        return links;
    }

    private static boolean exists(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(target).contains(parts[1]);
    }

    private static List<String> anchors(Path page) {
        return MarkdownPassages.of(page).stream()
                .filter(passage -> passage.kind() == Passage.Kind.HEADING)
                .map(heading -> heading.text()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\d _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
