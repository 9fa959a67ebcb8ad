package org.sparklaunch.pages;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Refuses requests to the pages of Spark 3.5 that neither log in nor prove the password. */
public final class JavaxPageFilter implements Filter {
    private @Nullable PageGate gate;

    /** Made by Spark. */
    public JavaxPageFilter() {}

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
