package dev.osprey.kernel.tool;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.Pattern;

/**
 * Regular expressions of schemas that give up after a fixed number of steps: with an unlucky pattern a short input could otherwise
 * keep a thread busy for years.
 */
final class BoundedRegex implements RegularExpressionFactory {

    static final long MAX_STEPS = 2_000_000;

    /** The input took too many steps. */
    static final class TooManyStepsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyStepsException(String pattern) {
            super("a text cannot be compared with the pattern " + pattern + " in " + MAX_STEPS + " steps");
        }
    }

    @Override
    public RegularExpression getRegularExpression(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text ->
                pattern.matcher(new CountedText(text, regex, new long[1])).find();
    }

    private record CountedText(CharSequence text, String regex, long[] steps) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MAX_STEPS) {
                throw new TooManyStepsException(regex);
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.subSequence(start, end), regex, steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
