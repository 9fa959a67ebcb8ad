package org.sparklaunch.livy.server.rest;

/**
 * A response that is not a success. Livy has three shapes for the body, and clients search in each: an object with
 * {@code msg}, a bare JSON string, and no body. Where a filter refuses, it is a page of Jetty's.
 */
final class LivyError extends RuntimeException {

    /** The shape of the body. */
    enum Shape {
        OBJECT,
        BARE,
        EMPTY,
        PAGE
    }

    private final int status;
    private final Shape shape;

    private LivyError(int status, Shape shape, String message) {
        super(message);
        this.status = status;
        this.shape = shape;
    }

    static LivyError object(int status, String message) {
        return new LivyError(status, Shape.OBJECT, message);
    }

    static LivyError bare(int status, String message) {
        return new LivyError(status, Shape.BARE, message);
    }

    static LivyError empty(int status) {
        return new LivyError(status, Shape.EMPTY, "");
    }

    static LivyError page(int status, String message) {
        return new LivyError(status, Shape.PAGE, message);
    }

    int status() {
        return status;
    }

    Shape shape() {
        return shape;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
