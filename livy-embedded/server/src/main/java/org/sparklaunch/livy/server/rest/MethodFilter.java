package org.sparklaunch.livy.server.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * Determines the method before routing: {@code X-HTTP-Method-Override} replaces that of a POST, and HEAD is handled as
 * GET, whose body the HTTP layer omits.
 */
final class MethodFilter extends HttpFilter {
    static final String OVERRIDE = "X-HTTP-Method-Override";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String method = request.getMethod();
        String override = request.getHeader(OVERRIDE);
        if (method.equals("POST") && override != null && !override.isBlank()) {
            method = override.strip().toUpperCase(Locale.ROOT);
        }
        if (method.equals("HEAD")) {
            method = "GET";
        }
        chain.doFilter(method.equals(request.getMethod()) ? request : new Overridden(request, method), response);
    }

    private static final class Overridden extends HttpServletRequestWrapper {
        private final String method;

        Overridden(HttpServletRequest request, String method) {
            super(request);
            this.method = method;
        }

        @Override
        public String getMethod() {
            return method;
        }
    }
}
