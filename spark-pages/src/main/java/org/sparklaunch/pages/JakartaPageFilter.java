package org.sparklaunch.pages;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses requests to the pages of Spark 4 that neither log in nor prove the password. */
public final class JakartaPageFilter implements Filter {
    private @Nullable PageGate gate;

    /** Made by Spark. */
    public JakartaPageFilter() {}

    @Override
    public void init(FilterConfig config) throws ServletException {
        try {
            gate = PageGate.of(config.getInitParameter(PageGate.FILE));
        } catch (IOException e) {
            throw new ServletException("cannot close the pages of Spark: " + e.getMessage(), e);
        }
    }

    @Override
    public void destroy() {
        // Nothing is open.
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        String query = asked.getQueryString();
        String target = query == null ? asked.getRequestURI() : asked.getRequestURI() + "?" + query;
        PageGate open = gate;
        if (open != null && open.admits(asked.getMethod(), target, asked::getHeader)) {
            open.answer(asked.getMethod(), target, asked::getHeader)
                    .ifPresent(answer -> ((HttpServletResponse) response).setHeader(PagePassword.ANSWER, answer));
            chain.doFilter(request, response);
        } else {
            HttpServletResponse refused = (HttpServletResponse) response;
            refused.setHeader("WWW-Authenticate", PageGate.CHALLENGE);
            refused.setHeader("Cache-Control", "no-store");
            refused.setStatus(401);
            refused.setContentType("text/plain;charset=UTF-8");
            refused.getWriter().println(PageGate.REFUSAL);
        }
    }
}
