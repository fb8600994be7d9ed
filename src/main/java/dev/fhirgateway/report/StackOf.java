package dev.fhirgateway.report;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A fault told without its message, which can hold data: the kinds of its causes, and the place of the first. */
final class StackOf {
    private StackOf() {}

    static String kinds(@Nullable Throwable fault) {
        StringJoiner kinds = new StringJoiner(" < ");
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            StackTraceElement[] stack = cause.getStackTrace();
            kinds.add(cause.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]));
        }
        return kinds.toString();
    }
}
