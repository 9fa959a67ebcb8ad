package org.sparklaunch.platform.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an address that is written in digits. */
public final class IpLiteral {
    private static final Pattern FORM = Pattern.compile(
            "\\d{1,3}(\\.\\d{1,3}){3}" // IPv4
                    + "|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?"); // IPv6

    private IpLiteral() {}

    /** Returns the address; empty for a name, which is not resolved. An IPv6 address has no brackets. */
    public static Optional<InetAddress> parse(String host) {
        if (!FORM.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
