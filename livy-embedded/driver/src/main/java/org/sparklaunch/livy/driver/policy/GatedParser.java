package org.sparklaunch.livy.driver.policy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Wraps the parser of a session, which sees every SQL statement and the text of every view before Spark resolves a name in it. A
 * dynamic proxy, because the parser's interface differs between the Scala lines.
 */
final class GatedParser implements InvocationHandler {
    private final ParserInterface parser;
    private final PolicyCheck check;
    private final SessionUser user;

    private GatedParser(ParserInterface parser, PolicyCheck check, SessionUser user) {
        this.parser = parser;
        this.check = check;
        this.user = user;
    }

    static ParserInterface wrap(ParserInterface parser, PolicyCheck check, SessionUser user) {
        return (ParserInterface) Proxy.newProxyInstance(
                GatedParser.class.getClassLoader(),
                new Class<?>[] {ParserInterface.class},
                new GatedParser(parser, check, user));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() != Object.class) {
            user.enter();
            check.lockSettings();
            check.recordParsing();
        }
        Object parsed;
        try {
            parsed = method.invoke(parser, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (parsed instanceof LogicalPlan plan && !check.isOpen()) {
            new ParsedPlanCheck(check, parser).check(plan);
        }
        return parsed;
    }
}
