package org.sparklaunch.bench.report;

import java.util.Locale;

/** The unit of a number. */
public enum Unit {
    /** Durations; from a second on they are shown in seconds. */
    MILLISECONDS("ms"),
    /** Things done in a second. */
    PER_SECOND("/s"),
    /** Memory, in units of 2^20 bytes. */
    MEBIBYTES("MiB");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** As it stands in the JSON report. */
    String symbol() {
        return symbol;
    }

    /** A value with three significant digits or so, and the unit. */
    public String format(double value) {
        if (this == MILLISECONDS && value >= 1000) {
            return String.format(Locale.ROOT, "%.2f s", value / 1000);
        }
        String number = value < 100 && value != Math.rint(value) ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, number, value, symbol);
    }
}
