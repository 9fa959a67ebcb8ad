package org.sparklaunch.livy.protocol.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parses a policy: one statement on each line; {@code #} begins a comment.
 *
 * <pre>
 * contact data-team@example.org
 * group analysts = alice, bob
 * allow @analysts read        database sales
 * allow alice     read, write table    sales.orders
 * deny  *         read, write path     /data/secret
 * allow @analysts set         conf     spark.sql.legacy.*
 * allow carol     read        source   jdbc
 * allow root      code
 * allow @analysts use, read   object   reports
 * allow carol     set         option   csv.maxColumns
 * </pre>
 */
public final class PolicyParser {
    private static final String FORM =
            "allow|deny WHO[,WHO...] RIGHT[,RIGHT...] path|database|table|conf|option|source|object NAME, or"
                    + " allow|deny WHO code";

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Integer> usedGroups = new HashMap<>();
    private String contact = "";
    private int line;

    private PolicyParser() {}

    /**
     * Parses a policy.
     *
     * @throws PolicyException naming every wrong line
     */
    public static Policy parse(String text) throws PolicyException {
        PolicyParser parser = new PolicyParser();
        text.lines().forEach(parser::read);
        parser.usedGroups.forEach((group, at) -> {
            if (!parser.groups.containsKey(group)) {
                parser.problems.add("line " + at + ": unknown group '" + group + "'; define it with: group " + group
                        + " = user, user");
            }
        });
        if (!parser.problems.isEmpty()) {
            throw new PolicyException(parser.problems);
        }
        return new Policy(text, parser.contact, parser.groups, parser.rules);
    }

    private void read(String whole) {
        line++;
        String statement = whole.replaceFirst("(^|\\s)#.*", "").strip();
        if (statement.isEmpty()) {
            return;
        }
        String[] words = statement.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        try {
            switch (words[0].toLowerCase(Locale.ROOT)) {
                case "contact" -> contact = rest;
                case "group" -> group(rest);
                case "allow" -> rule(true, rest);
                case "deny" -> rule(false, rest);
                default ->
                    throw new IllegalArgumentException(
                            "unknown statement '" + words[0] + "' (allow, deny, group, contact)");
            }
        } catch (IllegalArgumentException e) {
            problems.add("line " + line + ": " + e.getMessage());
        }
    }

    private void group(String rest) {
        String[] sides = rest.split("=", 2);
        String name = sides[0].strip();
        if (sides.length < 2 || !name.matches("[^\\s,@*]+")) {
            throw new IllegalArgumentException("invalid group; write: group NAME = user, user");
        }
        Set<String> members = new LinkedHashSet<>();
        Arrays.stream(sides[1].split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .forEach(members::add);
        if (groups.putIfAbsent(name, members) != null) {
            throw new IllegalArgumentException(
                    "group '" + name + "' is defined twice; list all its members in one line");
        }
    }

    private void rule(boolean allows, String rest) {
        // Spaces around commas do not separate fields.
        String[] words = rest.replaceAll("\\s*,\\s*", ",").split("\\s+", 4);
        if (words.length < 2) {
            throw new IllegalArgumentException("incomplete rule; write: " + FORM);
        }
        Set<String> who = Set.copyOf(Arrays.asList(words[0].split(",")));
        who.stream().filter(name -> name.startsWith("@")).forEach(name -> usedGroups.put(name.substring(1), line));
        Set<Right> rights = EnumSet.noneOf(Right.class);
        Arrays.stream(words[1].split(",")).map(PolicyParser::right).forEach(rights::add);
        rules.add(new Rule(allows, who, rights, target(words, rights)));
    }

    private static Right right(String word) {
        return Arrays.stream(Right.values())
                .filter(right -> right.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown right '" + word + "' (read, write, set, code, use, administer)"));
    }

    private static Resource target(String[] words, Set<Right> rights) {
        if (rights.equals(EnumSet.of(Right.CODE)) && words.length == 2) {
            return new Resource.Session();
        }
        if (words.length < 4 || rights.contains(Right.CODE)) {
            throw new IllegalArgumentException("the rule has no resource; write: " + FORM);
        }
        Resource target = target(words[2].toLowerCase(Locale.ROOT), words[3].strip());
        if (!target.rights().containsAll(rights)) {
            throw new IllegalArgumentException("right " + words(rights) + " does not apply to " + words[2] + " ("
                    + words(target.rights()) + "); write one rule for each kind of resource");
        }
        return target;
    }

    private static String words(Set<Right> rights) {
        return rights.stream().map(Right::word).collect(Collectors.joining(" and "));
    }

    private static Resource target(String kind, String name) {
        List<String> parts = Arrays.asList(name.split("\\.", -1));
        return switch (kind) {
            case "path" -> {
                if (!name.matches("/.*|[A-Za-z][A-Za-z0-9+.-]*:.*")) {
                    throw new IllegalArgumentException(
                            "path '" + name + "' is not absolute; start it with / or a scheme");
                }
                if (name.matches(".*[*?\\[\\]{}].*")) {
                    throw new IllegalArgumentException("path '" + name
                            + "' contains a wildcard; name a folder, which includes everything below it");
                }
                yield new Resource.Location(name);
            }
            case "database" -> new Resource.Database(parts);
            case "table" -> {
                if (parts.size() < 2 || parts.contains("") || name.contains("*")) {
                    throw new IllegalArgumentException("table '" + name
                            + "' is not DATABASE.TABLE; for all tables of a database write: database NAME");
                }
                yield new Resource.Table(parts);
            }
            case "conf" -> new Resource.Setting(name);
            case "option" -> {
                if (!name.matches("[A-Za-z0-9_]+\\.\\S+|\\*")) {
                    throw new IllegalArgumentException("option '" + name + "' is not FORMAT.NAME, for example csv.sep");
                }
                yield new Resource.Option(name);
            }
            case "source" -> new Resource.Source(name);
            case "object" -> {
                if (!name.matches("[A-Za-z0-9_.-]*\\*?") || name.isEmpty()) {
                    throw new IllegalArgumentException(
                            "invalid object name '" + name + "'; use letters, digits, . _ -");
                }
                yield new Resource.AccessObject(name);
            }
            default ->
                throw new IllegalArgumentException(
                        "unknown resource '" + kind + "' (path, database, table, conf, option, source, object)");
        };
    }
}
