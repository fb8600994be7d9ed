package dev.fhirgateway.contract;

/** What a registry turned out to do where the contract says something. */
sealed interface Verdict {
    /** It does what the row says. */
    record Confirmed() implements Verdict {
        @Override
        public String toString() {
            return "confirmed";
        }
    }

    /** It does something else. */
    record Differs(String expected, String came) implements Verdict {
        @Override
        public String toString() {
            return "differs: expected " + expected + "; came " + came;
        }
    }

    /** It could not be brought to show it. */
    record CouldNotTell(String why) implements Verdict {
        @Override
        public String toString() {
            return "could not tell: " + why;
        }
    }

    /** The two or three words of it, without what was expected and why. */
    default String word() {
        return toString().split(":", 2)[0];
    }
}
