package dev.headwater.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.contracts.SchemaPack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What a registry holds, as its export tells, and the export's format for what it should hold: a
 * zip of small JSON files, one per content, artifact, branch and version.
 */
final class RegistryContents {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** One version of an artifact of the default group. */
    private record Version(int globalId, int contentId) {}

    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, Version> versions = new HashMap<>();
    private final Map<Integer, String> globalIds = new HashMap<>();
    private final Set<String> artifactIds = new HashSet<>();

    private RegistryContents() {}

    /** Reads an export. */
    static RegistryContents parse(byte[] export) throws IOException {
        RegistryContents contents = new RegistryContents();
        Map<String, String> texts = new HashMap<>();
        Map<String, Integer> ids = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(export))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                String body = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                if (name.endsWith(".Content.data")) {
                    texts.put(name.substring(0, name.length() - ".data".length()), body);
                } else if (name.endsWith(".Content.json")) {
                    ids.put(
                            name.substring(0, name.length() - ".json".length()),
                            JSON.readTree(body).path("contentId").asInt());
                } else if (name.endsWith(".ArtifactVersion.json")) {
                    contents.add(JSON.readTree(body));
                }
            }
        }
        ids.forEach((name, id) -> contents.texts.put(id, texts.getOrDefault(name, "")));
        return contents;
    }

    private void add(JsonNode version) {
        String group = version.path("groupId").asText(SchemaPack.GROUP);
        String id = version.path("artifactId").asText();
        int globalId = version.path("globalId").asInt();
        globalIds.put(globalId, group + "/" + id);
        if (group.equals(SchemaPack.GROUP) || group.equals("null")) {
            artifactIds.add(id);
            versions.put(
                    id + "@" + version.path("version").asText(),
                    new Version(globalId, version.path("contentId").asInt()));
        }
    }

    /** What keeps a schema from being registered under its id, or empty when nothing does. */
    Optional<String> conflict(SchemaPack.Artifact wanted) {
        SchemaPack.Content content = wanted.content();
        String text = texts.get(content.contentId());
        if (text != null && !text.equals(content.text())) {
            return Optional.of(
                    "id %d is another schema there than %s"
                            .formatted(content.contentId(), content.fullName()));
        }
        Version version = versions.get(key(wanted));
        if (version == null) {
            String holder = globalIds.get(wanted.globalId());
            return holder == null
                    ? Optional.empty()
                    : Optional.of(
                            "the global id %d of %s belongs to %s there"
                                    .formatted(wanted.globalId(), wanted.artifactId(), holder));
        }
        if (version.contentId() != content.contentId() || version.globalId() != wanted.globalId()) {
            return Optional.of(
                    "%s version %s has content id %d and global id %d there, not %d and %d"
                            .formatted(
                                    wanted.artifactId(),
                                    wanted.version(),
                                    version.contentId(),
                                    version.globalId(),
                                    content.contentId(),
                                    wanted.globalId()));
        }
        return Optional.empty();
    }

    boolean has(SchemaPack.Artifact wanted) {
        return versions.containsKey(key(wanted));
    }

    boolean hasArtifact(String artifactId) {
        return artifactIds.contains(artifactId);
    }

    /** The zip that brings exactly these artifacts, and what of their contents is missing. */
    byte[] importOf(Collection<SchemaPack.Artifact> missing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "manifest-headwater.Manifest.json", manifest());
            Set<SchemaPack.Content> contents = new LinkedHashSet<>();
            missing.forEach(artifact -> contents.add(artifact.content()));
            for (SchemaPack.Content content : contents) {
                if (!texts.containsKey(content.contentId())) {
                    String file = "content/" + content.sha256() + ".Content.";
                    put(zip, file + "json", content(content));
                    put(zip, file + "data", content.text());
                }
            }
            Map<String, List<SchemaPack.Artifact>> byId = new LinkedHashMap<>();
            for (SchemaPack.Artifact artifact : missing) {
                byId.computeIfAbsent(artifact.artifactId(), id -> new ArrayList<>()).add(artifact);
            }
            for (List<SchemaPack.Artifact> group : byId.values()) {
                artifact(zip, group);
            }
        }
        return bytes.toByteArray();
    }

    private void artifact(ZipOutputStream zip, List<SchemaPack.Artifact> versions)
            throws IOException {
        String id = versions.getFirst().artifactId();
        String directory = "groups/default/artifacts/" + id + "/";
        if (!artifactIds.contains(id)) {
            put(
                    zip,
                    directory + "MetaData.Artifact.json",
                    entity(Map.of("artifactId", id, "artifactType", "AVRO")));
            put(zip, directory + "branches/latest.Branch.json", latest(id, versions));
        }
        for (SchemaPack.Artifact version : versions) {
            put(
                    zip,
                    directory + "versions/" + version.version() + ".ArtifactVersion.json",
                    entity(
                            Map.of(
                                    "artifactId",
                                    id,
                                    "globalId",
                                    version.globalId(),
                                    "contentId",
                                    version.content().contentId(),
                                    "version",
                                    version.version(),
                                    "versionOrder",
                                    version.content().version(),
                                    "state",
                                    "ENABLED")));
        }
    }

    /** Not "system defined", for the registry would then refuse to append a later version to it. */
    private static String latest(String artifactId, List<SchemaPack.Artifact> versions)
            throws IOException {
        return entity(
                Map.of(
                        "artifactId",
                        artifactId,
                        "branchId",
                        "latest",
                        "systemDefined",
                        false,
                        "versions",
                        versions.stream().map(SchemaPack.Artifact::version).toList()));
    }

    private static String manifest() throws IOException {
        return JSON.writeValueAsString(
                Map.of(
                        "systemName",
                        "Headwater",
                        "systemVersion",
                        "3.3.3",
                        "exportVersion",
                        "3.0"));
    }

    private static String content(SchemaPack.Content content) throws IOException {
        return JSON.writeValueAsString(
                Map.of(
                        "contentId",
                        content.contentId(),
                        "contentHash",
                        content.sha256(),
                        "artifactType",
                        "AVRO",
                        "contentType",
                        "application/json"));
    }

    private static String entity(Map<String, Object> fields) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        for (String person : new String[] {"owner", "modifiedBy"}) {
            all.put(person, "");
        }
        for (String time : new String[] {"createdOn", "modifiedOn"}) {
            all.put(time, System.currentTimeMillis());
        }
        return JSON.writeValueAsString(all);
    }

    private static void put(ZipOutputStream zip, String name, String body) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(body.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String key(SchemaPack.Artifact artifact) {
        return artifact.artifactId() + "@" + artifact.version();
    }
}
