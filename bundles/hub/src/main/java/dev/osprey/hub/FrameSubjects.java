package dev.osprey.hub;

import dev.osprey.hub.json.JsonRefusedException;
import io.netty.buffer.ByteBufUtil;
import java.util.Map;

/** Counts what waits by subject; only done once somebody is too slow. */
final class FrameSubjects {

    private FrameSubjects() {}

    static void count(Parcel parcel, Map<String, Integer> counts) {
        if (parcel.events == 0) {
            return;
        }
        String subject = parcel.subject == null ? first(parcel) : parcel.subject;
        if (subject != null) {
            counts.merge(subject, parcel.events, Integer::sum);
        }
    }

    /** The events of a parcel have one subject, so that of the first will do. */
    private static String first(Parcel parcel) {
        byte[] frame = ByteBufUtil.getBytes(
                parcel.frames, parcel.frames.readerIndex(), Math.min(WsFrames.length(parcel.frames), parcel.bytes()));
        long payload = WsFrames.payload(frame, 0);
        Frame parsed = new Frame();
        try {
            parsed.parse(frame, (int) payload, (int) (payload >> 32));
        } catch (JsonRefusedException e) {
            return null;
        }
        return parsed.text(parsed.event);
    }
}
