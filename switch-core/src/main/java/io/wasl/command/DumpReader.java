package io.wasl.command;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of a dump together to blocks: an offset of 0 begins one, the next offsets continue it. Lines that are
 * none (tcpdump's summaries) are passed over. Blocks that are IP packets with TCP in them are put together to streams.
 *
 * <p>Owner: the command's thread.
 */
final class DumpReader {

    /** What hexdump and xxd write in place of lines that repeat the one before. */
    private static final String REPEATED = "*";

    /** The last line of hexdump: how long all was. */
    private static final Pattern END = Pattern.compile("[0-9a-fA-F]{7,8}");

    /** More can only come from a forged offset behind a {@code *}. */
    private static final int MOST_REPEATED_BYTES = 1 << 20;

    private final List<ByteArrayOutputStream> blocks = new ArrayList<>();
    private final Map<String, ByteArrayOutputStream> open = new HashMap<>();
    private @Nullable DumpLine last;
    private boolean repeats;
    private long repeatedBytes;

    private DumpReader() {}

    /** Empty when the text is no dump. */
    static List<CapturePiece> read(String text) {
        DumpReader reader = new DumpReader();
        text.lines().forEach(reader::onLine);
        List<byte[]> blocks = new ArrayList<>();
        for (ByteArrayOutputStream block : reader.blocks) {
            blocks.add(block.toByteArray());
        }
        return TcpStreams.pieces(blocks);
    }

    private void onLine(String text) {
        String trimmed = text.strip();
        if (trimmed.equals(REPEATED)) {
            repeats = last != null;
            return;
        }
        Optional<DumpLine> line = DumpLine.parse(text);
        if (line.isPresent()) {
            onBytes(line.get());
        } else if (repeats && END.matcher(trimmed).matches()) {
            repeatUntil(Long.parseLong(trimmed, 16));
        }
        repeats = false;
    }

    private void onBytes(DumpLine line) {
        if (repeats) {
            repeatUntil(line.offset());
        }
        ByteArrayOutputStream block = open.get(line.indent());
        if (line.offset() == 0 || block != null && line.offset() != block.size()) {
            block = null; // a new one, or lines are missing: what follows stands for itself
        }
        if (block == null && (line.offset() == 0 || !blocks.isEmpty())) {
            block = new ByteArrayOutputStream();
            blocks.add(block);
            open.put(line.indent(), block);
        }
        if (block != null) {
            block.writeBytes(line.bytes());
            last = line;
        }
    }

    private void repeatUntil(long offset) {
        DumpLine line = last;
        ByteArrayOutputStream block = line == null ? null : open.get(line.indent());
        if (line == null || block == null || offset - block.size() > MOST_REPEATED_BYTES - repeatedBytes) {
            return;
        }
        repeatedBytes += Math.max(0, offset - block.size());
        while (block.size() + line.bytes().length <= offset) {
            block.writeBytes(line.bytes());
        }
    }
}
