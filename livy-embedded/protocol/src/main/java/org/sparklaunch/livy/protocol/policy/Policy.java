package org.sparklaunch.livy.protocol.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides what each user may do. Immutable. What no rule allows is denied, and a denial overrides any permission. */
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

    /** Returns the text that the policy was parsed from. */
    public String text() {
        return text;
    }

    /** Returns who grants rights, for messages; empty when the file has no contact. */
    public String contact() {
        return contact;
    }

    /**
     * Returns whether the user has the right on the whole resource. A folder is denied when something inside it is denied,
     * because a read of the folder reads that as well. The same holds for a database.
     *
     * @param places compares paths
     */
    public boolean allows(String user, Right right, Resource resource, PathComparison places) {
        UserNames names = UserNames.of(user, groups);
        boolean allowed = false;
        for (Rule rule : rules) {
            if (!rule.concerns(names, right)) {
                continue;
            }
            if (!rule.allows() && (rule.covers(resource, places) || rule.isInside(resource, places))) {
                return false;
            }
            allowed = allowed || (rule.allows() && rule.permits(resource, places));
        }
        return allowed;
    }

    /** Returns whether the user may see that the resource exists: may read or write it, or something inside it. */
    public boolean mayKnow(String user, Resource resource) {
        UserNames names = UserNames.of(user, groups);
        return rules.stream()
                .filter(rule ->
                        rule.allows() && (rule.concerns(names, Right.READ) || rule.concerns(names, Right.WRITE)))
                .anyMatch(rule -> knowsBy(rule, user, resource));
    }

    private boolean knowsBy(Rule rule, String user, Resource resource) {
        if (rule.covers(resource, PathComparison.AS_WRITTEN)) {
            return rule.rights().stream().anyMatch(right -> !isDenied(user, right, resource));
        }
        return rule.isInside(resource, PathComparison.AS_WRITTEN);
    }

    private boolean isDenied(String user, Right right, Resource resource) {
        UserNames names = UserNames.of(user, groups);
        return rules.stream()
                .anyMatch(rule -> !rule.allows()
                        && rule.concerns(names, right)
                        && rule.covers(resource, PathComparison.AS_WRITTEN));
    }

    /** Returns whether a rule gives the user a right that no denial takes away again. */
    public boolean grantsAnything(String user) {
        UserNames names = UserNames.of(user, groups);
        return rules.stream()
                .filter(Rule::allows)
                .anyMatch(rule -> rule.rights().stream()
                        .anyMatch(right -> rule.concerns(names, right) && !isDenied(user, right, rule.target())));
    }

    /** Returns whether the user may run code, which no policy can check. */
    public boolean mayRunCode(String user) {
        return allows(user, Right.CODE, new Resource.Session(), PathComparison.AS_WRITTEN);
    }

    /** Returns whether the user may set or see a Spark setting: an unrestricted one, or one that a rule allows. */
    public boolean maySet(String user, String key) {
        Resource setting = new Resource.Setting(key);
        if (LockedSettings.contains(key)) {
            return false;
        }
        return allows(user, Right.SET, setting, PathComparison.AS_WRITTEN)
                || (UnrestrictedSettings.contains(key) && !isDenied(user, Right.SET, setting));
    }

    /**
     * Returns whether the user may give an option of a data source.
     *
     * @param harmless whether the option needs no rule
     */
    public boolean maySet(String user, Resource.Option option, boolean harmless) {
        return allows(user, Right.SET, option, PathComparison.AS_WRITTEN)
                || (harmless && !isDenied(user, Right.SET, option));
    }

    /** Returns the access control objects that rules name, patterns excluded. */
    public Set<String> accessObjects() {
        return rules.stream()
                .map(Rule::target)
                .filter(Resource.AccessObject.class::isInstance)
                .map(target -> ((Resource.AccessObject) target).name())
                .filter(name -> !name.endsWith("*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
