package dev.fhirgateway.settings;

import java.util.List;

/**
 * The text of a setting, and where an operator finds it.
 *
 * @param where such as {@code command line} or {@code config/application.properties line 12}
 */
record GivenValue(String text, String where) {
    /** Names a key and where it was given, but never the text: it may be a secret, even under the wrong key. */
    void refuse(String key, String why, List<String> problems) {
        problems.add(key + " (" + where + "): " + why);
    }

    @Override
    public String toString() {
        return "GivenValue[where=" + where + "]";
    }
}
