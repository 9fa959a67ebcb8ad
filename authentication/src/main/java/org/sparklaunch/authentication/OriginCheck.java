package org.sparklaunch.authentication;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.platform.network.IpLiteral;

/**
 * Refuses requests that a web page of another site makes a browser send. A page can reach every address that the browser's
 * machine can reach, loopback included, so neither the address nor the account of the browser proves that its user wants the
 * request.
 *
 * <p>A {@code Host} header must name this server: a loopback name or address, the bind address, the local address of the
 * connection, or a host that the operator allows. This stops DNS rebinding, where a name of the page's site resolves to this
 * machine. An {@code Origin} header must name the same host and port as {@code Host}, or an allowed host. {@code
 * Sec-Fetch-Site} must be {@code same-origin} or {@code none}; following a link to a page of this server is allowed. Programs
 * send neither of the last two headers.
 *
 * <p>Thread-safe.
 */
public final class OriginCheck {
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");
    private static final int LONGEST_SHOWN = 100;

    private final Set<String> ownNames = new HashSet<>();
    private final Set<String> allowed = new HashSet<>();

    /**
     * Makes a check for one server.
     *
     * @param bindHost the host name or address that the server binds
     * @param allowedHosts further host names and addresses, without ports
     */
    public OriginCheck(String bindHost, Collection<String> allowedHosts) {
        ownNames.add("localhost");
        ownNames.add(name(bindHost));
        if (isWildcard(bindHost)) {
            machineName().ifPresent(ownNames::add);
        }
        allowedHosts.forEach(host -> allowed.add(name(host)));
    }

    /**
     * What the check reads of a request.
     *
     * @param method the HTTP method after any override
     * @param localAddress the address at which the connection arrived, as digits
     * @param header returns a header's value by its name; null when the request has none
     */
    public record Request(String method, String localAddress, Function<String, @Nullable String> header) {}

    /** Returns why the request is refused, in words for its sender; empty when it is allowed. */
    public Optional<String> refusal(Request request) {
        String host = request.header().apply("Host");
        if (host != null && !isOwn(authority(host), request.localAddress())) {
            return Optional.of("host '" + shown(host) + "' is not a name of this server; start it with --allowed-host "
                    + shown(hostOf(host)) + " if it is");
        }
        String origin = request.header().apply("Origin");
        if (origin != null && !isSameOrigin(origin, host)) {
            return Optional.of("requests of web pages from '" + shown(origin) + "' are not accepted");
        }
        String site = request.header().apply("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        if (foreign && origin == null && !isNavigation(request)) {
            return Optional.of("requests of web pages from other sites are not accepted");
        }
        return Optional.empty();
    }

    /** Following a link shows the page to the user and reveals nothing to the page that has the link. */
    private static boolean isNavigation(Request request) {
        return request.method().equals("GET")
                && "navigate".equals(request.header().apply("Sec-Fetch-Mode"))
                && "document".equals(request.header().apply("Sec-Fetch-Dest"));
    }

    private boolean isOwn(@Nullable URI authority, String localAddress) {
        if (authority == null || authority.getHost() == null) {
            return false;
        }
        String name = name(authority.getHost());
        return ownNames.contains(name)
                || allowed.contains(name)
                || IpLiteral.parse(name)
                        .map(address -> address.isLoopbackAddress() || isSame(address, localAddress))
                        .orElse(false);
    }

    private boolean isSameOrigin(String origin, @Nullable String host) {
        URI page = parse(origin);
        if (page == null || page.getHost() == null || page.getScheme() == null) {
            return false;
        }
        if (allowed.contains(name(page.getHost()))) {
            return true;
        }
        URI own = host == null ? null : authority(host);
        int standard = page.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return own != null
                && own.getHost() != null
                && name(own.getHost()).equals(name(page.getHost()))
                && port(own, standard) == port(page, standard);
    }

    private static int port(URI uri, int standard) {
        return uri.getPort() < 0 ? standard : uri.getPort();
    }

    private static @Nullable URI authority(String host) {
        return AUTHORITY.matcher(host).matches() ? parse("http://" + host) : null;
    }

    private static @Nullable URI parse(String uri) {
        try {
            return new URI(uri).parseServerAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Lower case, without brackets, and without the dot that ends an absolute name. */
    private static String name(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String absolute = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return absolute.toLowerCase(Locale.ROOT);
    }

    private static String hostOf(String header) {
        URI authority = authority(header);
        return authority == null || authority.getHost() == null ? header : name(authority.getHost());
    }

    private static boolean isSame(InetAddress address, String localAddress) {
        return IpLiteral.parse(name(localAddress)).map(address::equals).orElse(false);
    }

    private static boolean isWildcard(String host) {
        return IpLiteral.parse(name(host)).map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    private static Optional<String> machineName() {
        try {
            return Optional.of(name(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Quotes what a client sent: cut, and without characters that a terminal or a page may act on. */
    private static String shown(String value) {
        String cut = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) : value;
        return cut.replaceAll("[^A-Za-z0-9.:/_\\[\\]-]", "?");
    }
}
