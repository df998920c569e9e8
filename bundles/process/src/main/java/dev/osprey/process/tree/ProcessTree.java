package dev.osprey.process.tree;

import dev.osprey.process.host.Group;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything that one spawn brought to life. A process belongs to it if it is the leader, is in the spawn's control group, is of the
 * leader's session, carries the spawn's mark in its environment, was seen in the tree before, or descends from one that belongs. Process ids
 * are compared together with start times, so that a recycled id never belongs. Thread-safe.
 */
public final class ProcessTree {

    /** Environment variable that every spawned process gets; children that leave group and session still carry it. */
    public static final String MARK = "OSPREY_SPAWN_ID";

    private static final long SELF = ProcessHandle.current().pid();

    private final HostProcesses host;
    private final Group group;
    private final long leader;
    private final long start;
    private final String mark;
    private final Map<Long, Long> seen = new ConcurrentHashMap<>();
    private volatile boolean bereaved;

    /**
     * @param leader process id of the leader, 0 if it was never learned
     * @param start its start, {@link ProcessEntry#UNKNOWN_START} if it was never learned
     * @param mark value of its {@link #MARK}
     */
    public ProcessTree(HostProcesses host, Group group, long leader, long start, String mark) {
        this.host = host;
        this.group = group;
        this.leader = leader;
        this.start = start;
        this.mark = mark;
    }

    public long leader() {
        return leader;
    }

    public Group group() {
        return group;
    }

    /**
     * The leader was seen to end. While its session has members the kernel gives its number to nobody else, so the session still proves whose
     * they are; whoever looks next remembers them, and after that only what was seen or is marked counts.
     */
    public void leaderEnded() {
        bereaved = start != ProcessEntry.UNKNOWN_START;
    }

    /** All that live now. */
    public List<ProcessEntry> members() {
        return members(host.all());
    }

    /** All of these that live and belong. */
    public List<ProcessEntry> members(List<ProcessEntry> all) {
        boolean first = bereaved;
        boolean proven = first
                ? all.stream().noneMatch(p -> p.pid() == leader)
                : all.stream().anyMatch(p -> p.same(leader, start));
        List<ProcessEntry> members = collect(all, proven);
        if (first) {
            bereaved = false;
        }
        return members;
    }

    private List<ProcessEntry> collect(List<ProcessEntry> all, boolean sessionProven) {
        Set<Long> grouped = new HashSet<>(group.members());
        Map<Long, ProcessEntry> members = new HashMap<>();
        Map<Long, List<ProcessEntry>> children = new HashMap<>();
        Deque<ProcessEntry> open = new ArrayDeque<>();
        for (ProcessEntry p : all) {
            children.computeIfAbsent(p.parent(), parent -> new ArrayList<>()).add(p);
            if (p.pid() != SELF && (grouped.contains(p.pid()) || belongs(p, sessionProven))) {
                open.add(p);
            }
        }
        while (!open.isEmpty()) {
            ProcessEntry p = open.poll();
            if (members.putIfAbsent(p.pid(), p) == null) {
                open.addAll(children.getOrDefault(p.pid(), List.of()));
            }
        }
        seen.keySet().retainAll(members.keySet());
        members.values().removeIf(ProcessEntry::zombie);
        members.values().forEach(p -> seen.put(p.pid(), p.start()));
        return List.copyOf(members.values());
    }

    /** Whether any of these, once found, still lives, or the group has anyone; cheaper than {@link #members()}. */
    boolean anyAlive(Collection<ProcessEntry> found) {
        return group.exact() && group.populated()
                || found.stream().anyMatch(was -> host.find(was.pid())
                        .filter(is -> is.start() == was.start() && !is.zombie())
                        .isPresent());
    }

    private boolean belongs(ProcessEntry p, boolean sessionProven) {
        if (p.same(leader, start) || Long.valueOf(p.start()).equals(seen.get(p.pid()))) {
            return true;
        }
        if (p.start() < start) {
            return false;
        }
        // Without the leader its number may be another's by now: then only the mark proves anything.
        return sessionProven && p.session() == leader || host.marked(p.pid(), mark);
    }
}
