package io.wasl.command;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts captured packets together to what each end of a TCP connection sent: in the order of the sequence numbers, what
 * was sent twice once, parted where something is missing. Blocks that are no packets stay pieces of their own. Pure.
 */
final class TcpStreams {

    private TcpStreams() {}

    static List<CapturePiece> pieces(List<byte[]> blocks) {
        Map<String, List<TcpSegment>> flows = new LinkedHashMap<>();
        List<CapturePiece> pieces = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Optional<TcpSegment> segment = TcpSegment.parse(blocks.get(i));
            if (segment.isPresent()) {
                flows.computeIfAbsent(segment.get().flow(), flow -> new ArrayList<>())
                        .add(segment.get());
            } else {
                pieces.add(new CapturePiece(blocks.size() == 1 ? "" : "block " + (i + 1), blocks.get(i)));
            }
        }
        flows.forEach((flow, segments) -> pieces.addAll(stream(flow, segments)));
        return pieces;
    }

    private static List<CapturePiece> stream(String flow, List<TcpSegment> segments) {
        List<TcpSegment> data = new ArrayList<>(segments.stream()
                .filter(segment -> segment.payload().length > 0)
                .toList());
        if (data.isEmpty()) {
            return List.of();
        }
        long first = data.get(0).sequence();
        // Sequence numbers turn round at 2^32; differences as int do not care.
        data.sort(Comparator.comparingInt(segment -> (int) (segment.sequence() - first)));
        List<CapturePiece> pieces = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long next = data.get(0).sequence();
        for (TcpSegment segment : data) {
            int known = (int) (next - segment.sequence());
            if (known < 0) {
                pieces.add(new CapturePiece(flow, bytes.toByteArray()));
                bytes.reset();
                known = 0;
            }
            if (known < segment.payload().length) {
                bytes.write(segment.payload(), known, segment.payload().length - known);
                next = segment.sequence() + segment.payload().length;
            }
        }
        pieces.add(new CapturePiece(flow, bytes.toByteArray()));
        return pieces;
    }
}
