package dev.osprey.web.rest;

import dev.osprey.web.http.Exchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A tool's input made of a request: its body, what the path names, what the query says. The tool's schema checks it. */
final class Input {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

    private final Exchange exchange;
    private final Map<String, Object> fields;

    private Input(Exchange exchange, Map<String, Object> fields) {
        this.exchange = exchange;
        this.fields = new LinkedHashMap<>(fields);
    }

    /** Begins with nothing. */
    static Input of(Exchange exchange) {
        return new Input(exchange, Map.of());
    }

    /** Begins with the body. */
    static Input body(Exchange exchange) throws IOException {
        return new Input(exchange, exchange.body());
    }

    /** What the path says counts more than the body. */
    Input path(String name) {
        fields.put(name, exchange.param(name));
        return this;
    }

    Input text(String name) {
        return query(name, exchange.query(null, name));
    }

    /** What is no number stays a text, for the schema to refuse. */
    Input number(String name) {
        String text = exchange.query(null, name);
        return query(name, text != null && NUMBER.matcher(text).matches() ? number(new BigDecimal(text)) : text);
    }

    private static Number number(BigDecimal value) {
        return value.scale() == 0 ? (Number) value.longValueExact() : value;
    }

    Input flag(String name) {
        String text = exchange.query(null, name);
        boolean plain = "true".equals(text) || "false".equals(text);
        return query(name, plain ? Boolean.valueOf(text) : text);
    }

    private Input query(String name, Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }
}
