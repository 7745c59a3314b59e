package io.wasl.check;

import io.wasl.codec.ByteUse;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageWriter;
import io.wasl.codec.imports.DialectSources;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.AcquirerProfile;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.IssuerConfig;
import io.wasl.config.LoadedConfig;
import io.wasl.config.PartialForm;
import io.wasl.config.SwitchConfig;
import io.wasl.frame.FrameFormat;
import io.wasl.iso.DataElement;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.journal.JournalReader;
import io.wasl.ops.CommandChannel;
import io.wasl.routing.BinTable;
import io.wasl.security.KeyFile;
import io.wasl.security.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Everything about a configuration that can be known without starting anything, every mistake told at once.
 *
 * <p>The relations between keys, T_switch over the issuers' legs among them, were checked when the file was loaded. What
 * needs the log or the database open, the start finds out by opening them.
 */
public final class ConfigCheck {

    /** More than these of one mistake would hide the others. */
    private static final int MOST_PLACES_TOLD = 4;

    private final LoadedConfig loaded;
    private final SwitchConfig config;
    private final List<ConfigError> errors = new ArrayList<>();
    private final List<ConfigError> warnings = new ArrayList<>();
    private final Map<String, Dialect> dialects = new TreeMap<>();

    private ConfigCheck(LoadedConfig loaded) {
        this.loaded = loaded;
        config = loaded.config();
    }

    /**
     * What a node does before it starts anything. Writes nothing.
     *
     * @throws ConfigException with every mistake in the configuration and in the files that it names
     * @throws IOException when a folder cannot be looked into
     */
    public static CheckedConfig check(LoadedConfig loaded) throws ConfigException, IOException {
        return new ConfigCheck(loaded).check(false);
    }

    /**
     * As {@link #check}, and looks whether the log was written under these keys, for those who do not open it. A start
     * does open it: its recovery checks the keys, and takes away what a power cut left and a reader calls damaged.
     *
     * @throws IOException when a folder or the log cannot be read
     */
    public static CheckedConfig checkWithLog(LoadedConfig loaded) throws ConfigException, IOException {
        return new ConfigCheck(loaded).check(true);
    }

    private CheckedConfig check(boolean readsLog) throws ConfigException, IOException {
        checkFolders();
        noteSmallWindow();
        checkMembers();
        new TranslationCheck(loaded.locations(), config, dialects).check(errors, warnings);
        Optional<BinTable> routes = routes();
        new StandInCheck(loaded, dialects, routes, errors).check();
        new HotListCheck(loaded, dialects, errors, warnings).check();
        boolean isFirstStart = JournalReader.isEmpty(config.journal().directory());
        Optional<Keys> keys = keys(isFirstStart);
        if (readsLog && keys.isPresent() && !isFirstStart) {
            checkLog(keys.get());
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return new CheckedConfig(config, dialects, routes.orElseThrow(), isFirstStart, warnings, keys);
    }

    private void checkFolders() throws IOException {
        Path journal = config.journal().directory();
        if (Files.exists(journal) && !Files.isDirectory(journal)) {
            error("journal.directory", journal + " is no folder");
        } else if (Files.exists(journal) && !Files.isWritable(journal)) {
            error("journal.directory", journal + " cannot be written");
        }
        if (config.ledger().passwordFile().isPresent()) {
            checkPassword(config.ledger().passwordFile().get());
        }
        Path sockets = config.admin().commandSocket().toAbsolutePath().getParent();
        if (sockets != null) {
            CommandChannel.folderProblem(sockets).ifPresent(reason -> error("admin.command-socket", reason));
        }
    }

    private void noteSmallWindow() {
        long without = config.journal().mostWithoutKeys();
        if (config.journal().memoryWindow() <= without) {
            warnings.add(loaded.locations()
                    .error(
                            "journal.memory-window",
                            "holds no more transactions than three segments of journal.segment-size may (" + without
                                    + "): repeats and reversals of those that memory has forgotten and no key file has"
                                    + " yet get no answer until their segment is full; raise it, or make segments"
                                    + " smaller"));
        }
    }

    private void checkPassword(Path file) throws IOException {
        String key = "ledger.password-file";
        if (!Files.isReadable(file)) {
            error(key, file + " does not exist or cannot be read");
        } else if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                .endsWith("------")) {
            error(key, "may be touched by others than its owner; run: chmod 600 " + file);
        }
    }

    private void checkMembers() {
        for (int i = 0; i < config.acquirers().size(); i++) {
            AcquirerConfig acquirer = config.acquirers().get(i);
            checkDialect("acquirers[" + i + "].dialect", acquirer.dialect());
            checkFraming("acquirers[" + i + "].framing", acquirer.framing(), acquirer.dialect());
            if (dialects.containsKey(acquirer.dialect())) {
                checkProfile("acquirers[" + i + "]", acquirer.profile(), dialects.get(acquirer.dialect()));
            }
        }
        for (int i = 0; i < config.issuers().size(); i++) {
            IssuerConfig issuer = config.issuers().get(i);
            checkDialect("issuers[" + i + "].dialect", issuer.dialect());
            checkFraming("issuers[" + i + "].framing", issuer.framing(), issuer.dialect());
            if (dialects.containsKey(issuer.dialect())) {
                checkPartial("issuers[" + i + "]", issuer.profile().partial(), dialects.get(issuer.dialect()));
            }
        }
    }

    /** The preset key is right under every dialect: an element that is missing everywhere takes no part. */
    private void checkProfile(String key, AcquirerProfile profile, Dialect dialect) {
        checkPartial(key, profile.partial(), dialect);
        checkElements(key + ".echo", profile.echo(), de -> ProfileElements.whyNotEchoed(dialect, de));
        if (!profile.duplicateKey().equals(AcquirerProfile.defaults().duplicateKey())) {
            checkElements(
                    key + ".duplicate-key", profile.duplicateKey(), de -> ProfileElements.whyNotInKey(dialect, de));
        }
    }

    private void checkPartial(String key, PartialForm form, Dialect dialect) {
        ProfileElements.whyNotPartial(dialect, form).ifPresent(reason -> error(key + ".partial", reason));
    }

    private void checkElements(String key, List<Integer> elements, IntFunction<Optional<String>> whyNot) {
        for (int i = 0; i < elements.size(); i++) {
            String at = key + "[" + i + "]";
            whyNot.apply(elements.get(i)).ifPresent(reason -> error(at, reason));
        }
    }

    private void checkDialect(String key, String name) {
        try {
            Dialect dialect = dialects.containsKey(name) ? dialects.get(name) : DialectSources.load(name, folder());
            dialects.put(name, dialect);
            checkNetwork(key, dialect);
            if (key.startsWith("issuers")) {
                checkReversal(key, dialect);
            }
            checkRrn(key, dialect);
        } catch (ConfigException e) {
            addDialectErrors(key, name, e.errors());
        }
    }

    /** Of what is in flight as much is kept as the standard allows. */
    private void checkRrn(String key, Dialect dialect) {
        int length = dialect.declares(DataElement.RRN)
                ? dialect.spec(DataElement.RRN).length()
                : 0;
        if (length > DataElement.RRN_CHARACTERS) {
            error(
                    key,
                    dialect.name() + " has a DE 37 of up to " + length + "; the switch keeps "
                            + DataElement.RRN_CHARACTERS);
        }
    }

    private void checkNetwork(String key, Dialect dialect) {
        NetworkWords.missing(dialect).forEach(reason -> error(key, dialect.name() + " " + reason));
    }

    /** What Wasl's own reversals carry. */
    private void checkReversal(String key, Dialect dialect) {
        Version version = dialect.version();
        int[] needed = {DataElement.PAN, DataElement.AMOUNT, DataElement.RRN, version.originalData()};
        demand(key, dialect, needed, Mti.toString(version.mti(0x0420)));
        if (!version.is1987()) {
            int[] said = {DataElement.LOCAL_TIME, DataElement.MESSAGE_REASON};
            demand(key, dialect, said, Mti.toString(version.mti(0x0420)));
        }
    }

    private void demand(String key, Dialect dialect, int[] needed, String mti) {
        for (int de : needed) {
            if (!dialect.declares(de)) {
                error(key, dialect.name() + " does not declare DE " + de + ", needed for " + mti);
            }
        }
    }

    /** A dialect that is not found is told at the key that names it, one that is wrong at its own lines too, but once. */
    private void addDialectErrors(String key, String name, List<ConfigError> found) {
        if (found.get(0).line() == 0) {
            error(key, found.get(0).reason());
            return;
        }
        error(key, "dialect " + name + " cannot be used");
        found.stream().filter(error -> !errors.contains(error)).forEach(errors::add);
    }

    private Path folder() {
        Path folder = config.file().toAbsolutePath().getParent();
        return folder == null ? Path.of(".") : folder;
    }

    private void checkFraming(String key, FramingConfig framing, String dialect) {
        int header = (framing.tpdu().length() + framing.header().length()) / 2;
        if (header > FrameFormat.MOST_HEADER_BYTES) {
            error(key, "TPDU and header have " + header + " bytes; at most " + FrameFormat.MOST_HEADER_BYTES);
            return;
        }
        if (framing.lengthKind() == LengthKind.NONE && dialects.containsKey(dialect)) {
            checkTrailer(key, framing, dialects.get(dialect));
        }
        try {
            FrameFormat format = FrameFormat.of(framing, config.limits().maxFrameBytes());
            noteShortLength(key, format);
            if (dialects.containsKey(dialect)) {
                checkRoom(key, format, dialects.get(dialect));
            }
        } catch (IllegalArgumentException e) {
            error(key, String.valueOf(e.getMessage()));
        }
    }

    /** A message that held the trailer would end too early, and its rest be taken for the next one. */
    private void checkTrailer(String key, FramingConfig framing, Dialect dialect) {
        List<String> places = ByteUse.places(dialect, HexFormat.of().parseHex(framing.trailer()));
        if (!places.isEmpty()) {
            int others = places.size() - MOST_PLACES_TOLD;
            error(
                    key,
                    "its frames end with " + framing.trailer() + ", which messages of " + dialect.name()
                            + " may hold in "
                            + String.join(", ", places.subList(0, Math.min(places.size(), MOST_PLACES_TOLD)))
                            + (others > 0 ? " and " + others + " more" : "")
                            + "; use a framing with a length, or a dialect of text alone");
        }
    }

    /** A message longer than that cannot be sent there, whatever else the limits allow. */
    private void noteShortLength(String key, FrameFormat format) {
        int allowed = format.maxFrameBytes() - format.overheadBytes();
        if (format.mostBodyBytes() < allowed) {
            warnings.add(loaded.locations()
                    .error(
                            key,
                            "its length can say no more than " + Math.max(0, format.mostBodyBytes())
                                    + " bytes of a message; links.max-frame allows " + allowed));
        }
    }

    /** Whatever else a link carries, an 0800 must fit. */
    private void checkRoom(String key, FrameFormat format, Dialect dialect) {
        MessageWriter echo = new MessageWriter()
                .begin(dialect, dialect.version().networkRequest())
                .setNumber(DataElement.TRANSMISSION_DATE_TIME, 0)
                .setNumber(DataElement.STAN, 0)
                .setNumber(dialect.version().networkElement(), 0);
        byte[] body = new byte[config.limits().maxFrameBytes()];
        int length = echo.encode(body, 0, body.length);
        if (length > format.mostBodyBytes()) {
            error(
                    key,
                    "has room for messages of " + Math.max(0, format.mostBodyBytes()) + " bytes; an "
                            + Mti.toString(dialect.version().networkRequest()) + " of " + dialect.name() + " has "
                            + length);
        }
    }

    private Optional<BinTable> routes() {
        try {
            return Optional.of(BinTable.load(config));
        } catch (ConfigException e) {
            errors.addAll(e.errors());
            return Optional.empty();
        }
    }

    /**
     * Empty when they are wrong, and when the first start makes them: journal empty, ledger embedded. Anything else would
     * read old data with new keys.
     */
    private Optional<Keys> keys(boolean isFirstStart) {
        Path file = config.security().keys();
        Path journal = config.journal().directory();
        if (!Files.exists(file) && isFirstStart && config.ledger().isEmbedded()) {
            checkPlaceOfKeys(
                    file.toAbsolutePath().normalize(), journal.toAbsolutePath().normalize());
            return Optional.empty();
        }
        try {
            return Optional.of(KeyFile.load(file, journal));
        } catch (ConfigException e) {
            errors.addAll(e.errors());
            return Optional.empty();
        }
    }

    private void checkLog(Keys keys) throws IOException {
        try {
            JournalReader.open(config.journal().directory(), keys).close();
        } catch (ConfigException e) {
            errors.addAll(e.errors());
        }
    }

    private void checkPlaceOfKeys(Path file, Path journal) {
        Path folder = file.getParent();
        if (file.startsWith(journal)) {
            error("security.keys", "lies inside the data folder " + journal + "; keep the keys outside");
        } else if (folder == null || !Files.isDirectory(folder)) {
            error("security.keys", file + ": its folder does not exist");
        }
    }

    private void error(String key, String reason) {
        errors.add(loaded.locations().error(key, reason));
    }
}
