package org.sparklaunch.livy.protocol.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules in force. Immutable; what no rule allows is denied, and a rule that denies wins. */
public final class Policy {
    private final String text;
    private final String contact;
    private final Map<String, Set<String>> groups;
    private final List<Rule> rules;

    Policy(String text, String contact, Map<String, Set<String>> groups, List<Rule> rules) {
        this.text = text;
        this.contact = contact;
        this.groups = Map.copyOf(groups);
        this.rules = List.copyOf(rules);
    }

    /** What it was parsed from. */
    public String text() {
        return text;
    }

    /** Whom to ask for a right, for messages. */
    public String contact() {
        return contact;
    }

    /**
     * Whether the user has the right on all of the resource. A folder is denied when something inside it is, since whoever
     * reads it reads that; so is a database.
     *
     * @param places how paths compare
     */
    public boolean allows(String user, Right right, Resource resource, PathComparison places) {
        Set<String> names = namesOf(user);
        boolean allowed = false;
        for (Rule rule : rules) {
            if (!rule.speaksOf(names, right)) {
                continue;
            }
            if (!rule.allows() && (rule.covers(resource, places) || rule.isInside(resource, places))) {
                return false;
            }
            allowed = allowed || (rule.allows() && rule.permits(resource, places));
        }
        return allowed;
    }

    /** Whether the user may hear of the resource: may read or write it or something inside it. */
    public boolean mayKnow(String user, Resource resource) {
        Set<String> names = namesOf(user);
        return rules.stream()
                .filter(rule ->
                        rule.allows() && (rule.speaksOf(names, Right.READ) || rule.speaksOf(names, Right.WRITE)))
                .anyMatch(rule -> knowsBy(rule, user, resource));
    }

    private boolean knowsBy(Rule rule, String user, Resource resource) {
        if (rule.covers(resource, PathComparison.AS_WRITTEN)) {
            return rule.rights().stream().anyMatch(right -> !isDenied(user, right, resource));
        }
        return rule.isInside(resource, PathComparison.AS_WRITTEN);
    }

    private boolean isDenied(String user, Right right, Resource resource) {
        Set<String> names = namesOf(user);
        return rules.stream()
                .anyMatch(rule -> !rule.allows()
                        && rule.speaksOf(names, right)
                        && rule.covers(resource, PathComparison.AS_WRITTEN));
    }

    /** Whether the user may run code, which no policy can watch. */
    public boolean mayRunCode(String user) {
        return allows(user, Right.CODE, new Resource.Session(), PathComparison.AS_WRITTEN);
    }

    /** Whether the user may set a key: an open one, or one that a rule names. */
    public boolean maySet(String user, String key) {
        Resource setting = new Resource.Setting(key);
        return allows(user, Right.SET, setting, PathComparison.AS_WRITTEN)
                || (UnrestrictedSettings.contains(key) && !isDenied(user, Right.SET, setting));
    }

    /** The access control objects that rules name, without those that are patterns. */
    public Set<String> accessObjects() {
        return rules.stream()
                .map(Rule::target)
                .filter(Resource.AccessObject.class::isInstance)
                .map(target -> ((Resource.AccessObject) target).name())
                .filter(name -> !name.endsWith("*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> namesOf(String user) {
        Set<String> names = new HashSet<>(Set.of(user));
        groups.forEach((group, members) -> {
            if (members.contains(user)) {
                names.add("@" + group);
            }
        });
        return names;
    }
}
