package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateOfferTest {

    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                " permessage-deflate ; client_max_window_bits",
                "permessage-deflate;client_max_window_bits=8",
                "permessage-deflate; client_max_window_bits=\"10\"",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate; client_max_window_bits",
                "permessage-bzip2; a=\"x, permessage-foo; y\", permessage-deflate",
                "foo; bar=\"a\\\",b\", permessage-deflate",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate",
                ",, permessage-deflate"
            })
    void offerThatTheHubCanKeepToIsAccepted(String header) {
        assertEquals(ANSWER, DeflateOffer.answer(List.of(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=15",
                "permessage-deflate; client_max_window_bits; server_max_window_bits=\"15\"",
                "permessage-deflate; server_max_window_bits=\"1\\5\"",
                "permessage-deflate; server_max_window_bits=9, permessage-deflate; server_max_window_bits=15"
            })
    void windowThatIsAskedForIsAnswered(String header) {
        assertEquals(ANSWER + "; server_max_window_bits=15", DeflateOffer.answer(List.of(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "permessage-bzip2",
                "permessage-deflate2",
                "x; permessage-deflate",
                "x=\"permessage-deflate, permessage-deflate",
                "permessage-deflate;",
                "permessage-deflate; unknown",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=14",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=015",
                "permessage-deflate; server_max_window_bits=\"15",
                "permessage-deflate; server_max_window_bits=1\"5\"",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=",
                "permessage-deflate; client_max_window_bits=\"\"",
                "permessage-deflate; client_max_window_bits=fifteen",
                "permessage-deflate; client_max_window_bits=9; client_max_window_bits=9",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=\"\"",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover"
            })
    void offerThatIsMalformedOrAsksForMoreIsDeclined(String header) {
        assertNull(DeflateOffer.answer(List.of(header)));
    }

    @Test
    void everyHeaderLineCounts() {
        assertNull(DeflateOffer.answer(List.of()));
        assertEquals(ANSWER, DeflateOffer.answer(List.of("foo", "permessage-deflate; unknown", "permessage-deflate")));
    }
}
