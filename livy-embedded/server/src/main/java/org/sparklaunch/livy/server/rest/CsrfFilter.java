package org.sparklaunch.livy.server.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * Livy's protection against requests that a foreign page makes a browser send. A request that changes something needs a
 * header that such a page cannot set. A method override counts as both methods, so it cannot disguise a change as a
 * read.
 */
final class CsrfFilter extends HttpFilter {
    private static final String HEADER = "X-Requested-By";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String PAGE = "<html><head><title>Error 400</title></head><body><h2>HTTP ERROR 400</h2>"
            + "<p>Missing Required Header for CSRF protection.</p></body></html>\n";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String override = request.getHeader(MethodFilter.OVERRIDE);
        boolean changes = isChange(request.getMethod()) || (override != null && isChange(override.strip()));
        if (!changes || request.getHeader(HEADER) != null) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("text/html;charset=iso-8859-1");
        // Jetty, whose page this is in Livy, has one for the methods of forms only.
        if (request.getMethod().equals("POST")) {
            response.getWriter().write(PAGE);
        }
    }

    private static boolean isChange(String method) {
        return !HARMLESS.contains(method.toUpperCase(Locale.ROOT));
    }
}
