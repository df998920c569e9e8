package dev.osprey.registry;

/**
 * The three globs of a look-up: {@code *} is any run of characters, dots included, {@code ?} any one character; matched whole and
 * case-sensitive. An entry matches if one of its fields does.
 *
 * @param module the module id; null for all
 * @param field the dotted path of a field; null for all
 * @param value the text of the field's value; null for all
 */
public record LookupFilter(String module, String field, String value) {

    /** Everything. */
    public static final LookupFilter ALL = new LookupFilter("*", "*", "*");

    public LookupFilter {
        module = module == null ? "*" : module;
        field = field == null ? "*" : field;
        value = value == null ? "*" : value;
    }
}
