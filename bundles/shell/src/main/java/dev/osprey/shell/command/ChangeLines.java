package dev.osprey.shell.command;

import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.Revision;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.StringJoiner;

/** One line for each change, for people. */
final class ChangeLines implements ChangeView {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Output output;

    ChangeLines(Output output) {
        this.output = output;
    }

    @Override
    public void reset(List<EntryChange> entries, Revision revision) {
        entries.forEach(change -> line("is    ", Cell.Tone.PLAIN, change.entry()));
        output.remark(
                entries.isEmpty()
                        ? "Nothing that fits lives now; changes follow."
                        : "This is what lives now, " + entries.size() + "; changes follow.");
    }

    @Override
    public void change(EntryChange change) {
        if (change.kind() == EntryChange.Kind.PUT) {
            line("put   ", Cell.Tone.GOOD, change.entry());
        } else {
            line("delete", Cell.Tone.BAD, change.entry());
        }
    }

    @Override
    public void ended(Revision reached) {
        if (reached != null) {
            output.remark("To go on from here: --since " + reached);
        }
    }

    private void line(String kind, Cell.Tone tone, Entry entry) {
        output.line(List.of(
                Cell.plain(CLOCK.format(LocalTime.now()) + "  "),
                new Cell(kind, tone),
                // one line for each change: a module's own words must not look like another change
                Cell.plain(("  " + entry.moduleId() + "  " + summary(entry)).replace('\n', ' '))));
    }

    private static String summary(Entry entry) {
        StringJoiner summary = new StringJoiner(", ");
        Object type = entry.document().get("module_type");
        Object name = entry.document().get("name");
        summary.add(type == null ? "no type" : type.toString());
        if (name != null && !name.equals(entry.moduleId())) {
            summary.add(name.toString());
        }
        if (!entry.moduleId().equals(entry.holder())) {
            summary.add("held by " + entry.holder());
        }
        return summary.toString();
    }
}
