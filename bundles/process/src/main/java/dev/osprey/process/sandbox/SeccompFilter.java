package dev.osprey.process.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A seccomp filter as the kernel takes it: classic BPF over {@code struct seccomp_data {int nr; u32 arch; u64 ip; u64 args[6]}}, as an array of
 * {@code struct sock_filter {u16 code; u8 jt; u8 jf; u32 k}} in the byte order of the processor, which is little endian on both.
 */
final class SeccompFilter {

    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_ABOVE_OR_EQUAL = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    private static final int FOREIGN_NUMBERS = 0x40000000;
    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
    private static final int NEW_NAMESPACES = 0x7E020000;
    private static final int TYPE_INTO_TERMINAL = 0x5412;
    private static final int CONSOLE_CONTROL = 0x541C;
    private static final int UNIX_SOCKETS = 1;

    /** What becomes of a call. */
    private enum Verdict {
        ALLOW(0x7FFF0000),
        KILL(0x80000000),
        EPERM(0x00050000 | 1),
        EACCES(0x00050000 | 13),
        ENOSYS(0x00050000 | 38);

        private final int value;

        Verdict(int value) {
            this.value = value;
        }
    }

    /** A jump leads to a verdict, or where that is null to the next instruction; "no" leads over some of them. */
    private record Instruction(int code, int value, Verdict yes, Verdict no, int over) {

        Instruction(int code, int value, Verdict yes, Verdict no) {
            this(code, value, yes, no, 0);
        }
    }

    private final List<Instruction> instructions = new ArrayList<>();

    private SeccompFilter() {}

    /** @param unixOnly whether sockets can be made between processes of the host only, not of any network */
    static byte[] bytes(Processor processor, boolean unixOnly) {
        SeccompFilter filter = new SeccompFilter();
        filter.load(ARCHITECTURE);
        // Another architecture's numbers mean other calls; who uses them wants round the filter.
        filter.jump(JUMP_EQUAL, processor.audit(), null, Verdict.KILL);
        filter.load(NUMBER);
        filter.jump(JUMP_ABOVE_OR_EQUAL, FOREIGN_NUMBERS, Verdict.ENOSYS, null);
        DeniedCalls.ending(processor).forEach(number -> filter.jump(JUMP_EQUAL, number, Verdict.KILL, null));
        DeniedCalls.refused(processor).forEach(number -> filter.jump(JUMP_EQUAL, number, Verdict.EPERM, null));
        // Its flags lie in memory, where no filter sees them. C libraries fall back to clone.
        filter.jump(JUMP_EQUAL, Processor.CLONE3, Verdict.ENOSYS, null);
        filter.unlessArgument(
                processor.cloneCall(), FIRST_ARGUMENT, JUMP_ANY_BIT, List.of(NEW_NAMESPACES), Verdict.EPERM);
        filter.unlessArgument(
                processor.ioctl(),
                SECOND_ARGUMENT,
                JUMP_EQUAL,
                List.of(TYPE_INTO_TERMINAL, CONSOLE_CONTROL),
                Verdict.EPERM);
        if (unixOnly) {
            filter.onlyIfFirstArgument(processor.socket(), UNIX_SOCKETS, Verdict.EACCES);
        }
        return filter.assemble();
    }

    private void load(int offset) {
        instructions.add(new Instruction(LOAD, offset, null, null));
    }

    private void jump(int code, int value, Verdict yes, Verdict no) {
        instructions.add(new Instruction(code, value, yes, no));
    }

    /** One call is denied if an argument is one of some values. Every other call leaves with the number still loaded. */
    private void unlessArgument(int number, int argument, int test, List<Integer> values, Verdict denied) {
        List<Instruction> inside = new ArrayList<>();
        inside.add(new Instruction(LOAD, argument, null, null));
        values.forEach(value -> inside.add(new Instruction(test, value, denied, null)));
        inside.add(new Instruction(RETURN, Verdict.ALLOW.value, null, null));
        forCall(number, inside);
    }

    private void onlyIfFirstArgument(int number, int value, Verdict denied) {
        forCall(
                number,
                List.of(
                        new Instruction(LOAD, FIRST_ARGUMENT, null, null),
                        new Instruction(JUMP_EQUAL, value, Verdict.ALLOW, denied)));
    }

    private void forCall(int number, List<Instruction> inside) {
        instructions.add(new Instruction(JUMP_EQUAL, number, null, null, inside.size()));
        instructions.addAll(inside);
    }

    private byte[] assemble() {
        Map<Verdict, Integer> places = new HashMap<>();
        for (Verdict verdict : Verdict.values()) {
            places.put(verdict, instructions.size() + verdict.ordinal() + 1);
        }
        // Falling off the end allows.
        instructions.add(new Instruction(RETURN, Verdict.ALLOW.value, null, null));
        for (Verdict verdict : Verdict.values()) {
            instructions.add(new Instruction(RETURN, verdict.value, null, null));
        }
        ByteBuffer bytes = ByteBuffer.allocate(instructions.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < instructions.size(); i++) {
            Instruction one = instructions.get(i);
            bytes.putShort((short) one.code())
                    .put(distance(one.yes(), i, places, 0))
                    .put(distance(one.no(), i, places, one.over()))
                    .putInt(one.value());
        }
        return bytes.array();
    }

    private static byte distance(Verdict to, int from, Map<Verdict, Integer> places, int otherwise) {
        int distance = to == null ? otherwise : places.get(to) - from - 1;
        if (distance > 255) {
            throw new IllegalStateException("A jump over " + distance + " instructions; 255 is the most");
        }
        return (byte) distance;
    }
}
