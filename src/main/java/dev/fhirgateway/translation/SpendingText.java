package dev.fhirgateway.translation;

/** A text that spends when its characters are read. For one search. */
final class SpendingText implements CharSequence {
    private static final int READS_OF_A_UNIT = 32;

    private final String text;
    private final WorkLimit limit;
    private int reads;

    SpendingText(String text, WorkLimit limit) {
        this.text = text;
        this.limit = limit;
    }

    @Override
    public char charAt(int index) {
        reads++;
        if (reads == READS_OF_A_UNIT) {
            reads = 0;
            limit.spend(1);
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
