package dev.fhirgateway.send;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Where the operator looks.
 *
 * @param out what came of it
 * @param err how it goes, and what is wrong
 * @param terminal whether somebody looks at this moment
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {
    void tell(String words) {
        err.println(words);
    }

    /** What shows how it goes, until it is closed. */
    Progress progress(Supplier<Progress.Status> status) {
        return new Progress(err, terminal, status);
    }

    /**
     * Whether this process has a terminal. Up to Java 21 there is a console where one is, and only there; since then there is
     * always one, and it can be asked.
     */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
