package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Composite;
import io.wasl.codec.Dialect;
import io.wasl.codec.ElementSpec;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.codec.PartPath;
import io.wasl.codec.PartSpec;
import io.wasl.codec.PartView;
import io.wasl.codec.ValueSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOBinaryFieldPackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOFieldPackager;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOMsgFieldPackager;

/** A message with random elements and parts, as both sides write and read it. */
final class PeerMessage {

    private static final int[] FUNCTIONS = {0x100, 0x110, 0x200, 0x210, 0x400, 0x421, 0x430, 0x800};
    private static final int CAPACITY = 64 * 1024;

    private final Dialect dialect;
    private final int mti;

    /** By path: an element's number, or {@code 43.2}; in the order of the message. */
    private final Map<String, byte[]> values = new TreeMap<>(PeerMessage::compare);

    private final Map<String, int[]> peerIds = new TreeMap<>();
    private final Map<String, Boolean> isBinary = new TreeMap<>();

    private PeerMessage(Dialect dialect, int mti) {
        this.dialect = dialect;
        this.mti = mti;
    }

    static PeerMessage random(PeerDefinition definition, Random random) {
        Dialect dialect = definition.imported().dialect();
        PeerMessage message =
                new PeerMessage(dialect, dialect.version().mti(FUNCTIONS[random.nextInt(FUNCTIONS.length)]));
        double chance = 0.05 + random.nextDouble() * 0.25;
        for (int de = 2; de <= 128; de++) {
            if (dialect.declares(de) && random.nextDouble() < chance) {
                message.add(dialect.spec(de), definition.packager(), random);
            }
        }
        if (message.values.isEmpty()) {
            message.add(dialect.spec(39), definition.packager(), random); // jPOS leaves an empty bitmap out
        }
        return message;
    }

    private void add(ElementSpec spec, ISOBasePackager packager, Random random) {
        String path = Integer.toString(spec.de());
        Optional<Composite> parts =
                spec.parts().filter(composite -> !composite.fields().isEmpty());
        ISOFieldPackager peer = packager.getFieldPackager(spec.de());
        if (parts.isPresent()) {
            addParts(path, new int[] {spec.de()}, parts.get(), spec.value(), subPackager(peer), random);
        } else if (spec.parts().isPresent()) {
            put(path, new int[] {spec.de()}, objects(random), true);
        } else {
            put(path, new int[] {spec.de()}, RandomValues.value(spec, random), isBytes(spec.value(), peer));
        }
    }

    private void addParts(
            String path, int[] ids, Composite composite, ValueSpec whole, ISOBasePackager packager, Random random) {
        List<PartSpec> fields = composite.fields();
        boolean isPositional = composite instanceof Composite.Positional;
        int present = isPositional && !whole.isFixed() ? 1 + random.nextInt(fields.size()) : fields.size();
        int certain = random.nextInt(fields.size());
        for (int i = 0; i < present; i++) {
            PartSpec part = fields.get(i);
            if (isPositional || i == certain || random.nextInt(3) == 0) {
                int id = isPositional ? positionalId(packager, fields.size(), i) : Integer.parseInt(part.key());
                addPart(path + "." + part.key(), append(ids, id), part, packager.getFieldPackager(id), random);
            }
        }
    }

    private void addPart(String path, int[] ids, PartSpec part, ISOFieldPackager peer, Random random) {
        if (part.parts().isPresent()) {
            addParts(path, ids, part.parts().get(), part.value(), subPackager(peer), random);
            return;
        }
        ValueSpec spec = part.value();
        int length = spec.isFixed() ? spec.length() : 1 + random.nextInt(Math.min(12, spec.length()));
        // Some tagged classes of jPOS write text in the platform's character set, which agrees in ASCII only.
        CharacterClass characterClass =
                spec.characterClass() == CharacterClass.ANY ? CharacterClass.ANS : spec.characterClass();
        put(path, ids, RandomValues.value(characterClass, length, random), isBytes(spec, peer));
    }

    private void put(String path, int[] ids, byte[] value, boolean binary) {
        values.put(path, value);
        peerIds.put(path, ids);
        isBinary.put(path, binary);
    }

    /** A few objects of BER-TLV. */
    private static byte[] objects(Random random) {
        byte[] objects = new byte[14];
        random.nextBytes(objects);
        System.arraycopy(new byte[] {(byte) 0x9F, 0x26, 8}, 0, objects, 0, 3);
        System.arraycopy(new byte[] {(byte) 0x82, 1}, 0, objects, 11, 2);
        return objects;
    }

    /** The peer numbers positional parts as it likes, from 0 or 1 on. */
    private static int positionalId(ISOBasePackager packager, int count, int index) {
        List<Integer> declared = new ArrayList<>();
        for (int id = 0; id < 200; id++) {
            if (packager.getFieldPackager(id) != null) {
                declared.add(id);
            }
        }
        return declared.get(declared.size() - count + index);
    }

    private static ISOBasePackager subPackager(ISOFieldPackager peer) {
        return (ISOBasePackager) ((ISOMsgFieldPackager) peer).getISOMsgPackager();
    }

    private static boolean isBytes(ValueSpec spec, ISOFieldPackager peer) {
        return spec.characterClass() == CharacterClass.B || peer instanceof ISOBinaryFieldPackager;
    }

    private static int[] append(int[] ids, int id) {
        int[] longer = Arrays.copyOf(ids, ids.length + 1);
        longer[ids.length] = id;
        return longer;
    }

    private static int compare(String one, String other) {
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    Iterable<String> paths() {
        return values.keySet();
    }

    int mti() {
        return mti;
    }

    byte[] value(String path) {
        return Objects.requireNonNull(values.get(path), path);
    }

    byte[] packByPeer(ISOBasePackager packager) throws ISOException {
        ISOMsg message = new ISOMsg();
        message.setPackager(packager);
        message.setMTI(io.wasl.iso.Mti.toString(mti));
        for (Map.Entry<String, byte[]> entry : values.entrySet()) {
            int[] ids = Objects.requireNonNull(peerIds.get(entry.getKey()));
            if (isObjects(entry.getKey())) {
                message.set(objects(ids[0], packager, entry.getValue()));
                continue;
            }
            ISOMsg owner = message;
            for (int i = 0; i < ids.length - 1; i++) {
                owner = within(owner, ids[i]);
            }
            if (Objects.requireNonNull(isBinary.get(entry.getKey()))) {
                owner.set(ids[ids.length - 1], entry.getValue());
            } else {
                owner.set(ids[ids.length - 1], new String(entry.getValue(), StandardCharsets.ISO_8859_1));
            }
        }
        return message.pack();
    }

    private boolean isObjects(String path) {
        return path.indexOf('.') < 0
                && dialect.spec(Integer.parseInt(path)).parts().isPresent();
    }

    private static ISOMsg objects(int de, ISOBasePackager packager, byte[] value) throws ISOException {
        ISOMsg objects = new ISOMsg(de);
        ((ISOMsgFieldPackager) packager.getFieldPackager(de))
                .getISOMsgPackager()
                .unpack(objects, value);
        return objects;
    }

    private static ISOMsg within(ISOMsg owner, int id) throws ISOException {
        if (!owner.hasField(id)) {
            owner.set(new ISOMsg(id));
        }
        return (ISOMsg) owner.getComponent(id);
    }

    /** What the peer reads at the path; empty when nothing is there, or what it does not keep as bytes. */
    Optional<byte[]> peerValue(ISOMsg message, String path) throws ISOException {
        int[] ids = Objects.requireNonNull(peerIds.get(path), path);
        ISOMsg owner = message;
        for (int i = 0; i < ids.length - 1; i++) {
            if (!owner.hasField(ids[i])) {
                return Optional.empty();
            }
            owner = (ISOMsg) owner.getComponent(ids[i]);
        }
        if (!owner.hasField(ids[ids.length - 1])) {
            return Optional.empty();
        }
        if (isObjects(path)) {
            return Optional.of(((ISOMsg) owner.getComponent(ids[0])).pack());
        }
        Object value = owner.getValue(ids[ids.length - 1]);
        return Optional.of(
                value instanceof byte[] bytes ? bytes : value.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Written by us: elements as wholes, parts by their paths. */
    byte[] encode() {
        MessageWriter writer = new MessageWriter().begin(dialect, mti);
        values.forEach((path, value) -> {
            if (path.indexOf('.') < 0) {
                writer.set(Integer.parseInt(path), value, 0, value.length);
            } else {
                writer.set(PartPath.of(dialect, path), value, 0, value.length);
            }
        });
        byte[] target = new byte[CAPACITY];
        int length = writer.encode(target, 0, target.length);
        if (length < 0) {
            throw new AssertionError("not encoded: DE " + writer.failedElement());
        }
        return Arrays.copyOf(target, length);
    }

    /** What we read at the path; empty when nothing is there. */
    Optional<byte[]> ourValue(MessageView view, String path) {
        if (path.indexOf('.') < 0) {
            int de = Integer.parseInt(path);
            byte[] value = new byte[view.has(de) ? view.neutralLength(de) : 0];
            return view.has(de) ? Optional.of(copy(view, de, value)) : Optional.empty();
        }
        PartView part = new PartView();
        if (!part.find(view, PartPath.of(dialect, path))) {
            return Optional.empty();
        }
        byte[] value = new byte[part.neutralLength()];
        part.copy(value, 0);
        return Optional.of(value);
    }

    private static byte[] copy(MessageView view, int de, byte[] value) {
        view.copy(de, value, 0);
        return value;
    }
}
