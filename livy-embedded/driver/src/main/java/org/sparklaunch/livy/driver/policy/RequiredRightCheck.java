package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sparklaunch.livy.protocol.policy.PathComparison;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/**
 * Denies what the policy does not allow to the user.
 *
 * @param places compares paths; it is needed for some rights only
 * @param behind lists what is behind a place, each with the rights to it
 * @param inferred finds why columns may not be inferred
 */
record RequiredRightCheck(
        PolicyGate.Held held,
        Supplier<PathComparison> places,
        Function<RequiredRight.Behind, List<RequiredRight>> behind,
        Function<RequiredRight.Inferred, Optional<RequiredRight>> inferred)
        implements RequiredRight.Visitor {

    @Override
    public void visit(RequiredRight.Have need) {
        if (!allows(need.right(), need.resource())) {
            throw denied(
                    held.user() + " may not " + need.right().word() + " "
                            + need.resource().describe(),
                    need);
        }
    }

    @Override
    public void visit(RequiredRight.Know need) {
        Resource resource = need.resource();
        boolean known = resource instanceof Resource.Location
                ? allows(Right.READ, resource)
                : held.policy().mayKnow(held.user(), resource);
        if (!known) {
            throw denied(
                    held.user() + " may neither read nor write " + resource.describe(),
                    new RequiredRight.Have(Right.READ, resource));
        }
    }

    @Override
    public void visit(RequiredRight.Setting need) {
        if (!held.policy().maySet(held.user(), need.key())) {
            throw cannotSet(new Resource.Setting(need.key()));
        }
    }

    @Override
    public void visit(RequiredRight.Option need) {
        if (!held.policy().maySet(held.user(), need.option(), need.harmless())) {
            throw cannotSet(need.option());
        }
    }

    @Override
    public void visit(RequiredRight.Outside need) {
        if (!allows(need.right(), need.location())) {
            throw new AccessDeniedException(
                    "Access denied: files of " + need.table().describe()
                            + " are behind a link that leads out of its folder, to where " + held.user() + " may not "
                            + need.right().word() + "; " + ask());
        }
    }

    @Override
    public void visit(RequiredRight.Placed need) {
        if (!allows(need.right(), need.location())) {
            throw new AccessDeniedException("Access denied: " + need.entry().describe() + " got a location where "
                    + held.user() + " may not " + need.right().word() + "; " + ask());
        }
    }

    @Override
    public void visit(RequiredRight.Behind need) {
        behind.apply(need).forEach(found -> found.accept(this));
    }

    @Override
    public void visit(RequiredRight.Inferred need) {
        inferred.apply(need).ifPresent(found -> found.accept(this));
    }

    @Override
    public void visit(RequiredRight.Never need) {
        throw new AccessDeniedException(
                "Access denied: " + need.what() + " is not allowed in a session with a policy; " + ask());
    }

    private boolean allows(Right right, Resource resource) {
        return held.policy().allows(held.user(), right, resource, places.get());
    }

    private AccessDeniedException cannotSet(Resource resource) {
        return denied(held.user() + " may not set " + resource.describe(), new RequiredRight.Have(Right.SET, resource));
    }

    /** Names what the statement names; a path is as written, because its links may lead where the user sees nothing. */
    private AccessDeniedException denied(String what, RequiredRight.Have missing) {
        return new AccessDeniedException("Access denied: " + what + "; the right '"
                + missing.right().word().toLowerCase(Locale.ROOT) + " "
                + missing.resource().describe() + "' is missing or denied, " + ask());
    }

    private String ask() {
        String contact = held.policy().contact();
        return contact.isBlank() ? "ask the operator of this cluster" : "ask " + contact;
    }
}
