package dev.headwater.kubernetes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every object is what its kind's published types allow, strictly: an unknown field or a wrong type
 * is a finding, where a cluster might drop the one and only say the other on apply.
 */
final class SchemaRule implements Rule {

    private static final Map<String, Class<?>> TYPES =
            Map.ofEntries(
                    Map.entry("v1/ConfigMap", ConfigMap.class),
                    Map.entry("v1/Namespace", Namespace.class),
                    Map.entry("v1/Secret", Secret.class),
                    Map.entry("v1/Service", Service.class),
                    Map.entry("v1/ServiceAccount", ServiceAccount.class),
                    Map.entry("apps/v1/Deployment", Deployment.class),
                    Map.entry("apps/v1/StatefulSet", StatefulSet.class),
                    Map.entry("batch/v1/Job", Job.class),
                    Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
                    Map.entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class),
                    Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
                    Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class));

    private static final ObjectMapper STRICT = strict();

    private final Shapes shapes = Shapes.load();

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Manifest each : overlay.manifests()) {
            if (!seen.add(each.apiVersion() + "/" + each.id())) {
                findings.add(each.finding("is there twice"));
            }
            String type = each.apiVersion() + "/" + each.kind();
            Class<?> known = TYPES.get(type);
            if (known != null) {
                typed(each, known, findings);
            } else if (shapes.knows(type)) {
                shapes.check(type, each.node())
                        .forEach(problem -> findings.add(each.finding("%s", problem)));
            } else {
                findings.add(each.finding("%s is no kind that is served or known here", type));
            }
        }
        return findings;
    }

    private static void typed(Manifest manifest, Class<?> type, List<Finding> findings) {
        int before = findings.size();
        try {
            Object read =
                    STRICT.readerFor(type)
                            .withHandler(new UnknownFields(manifest, findings))
                            .readValue(manifest.node());
            if (findings.size() == before) {
                dropped(manifest, "", manifest.node(), STRICT.valueToTree(read), findings);
            }
        } catch (JsonMappingException e) {
            findings.add(
                    manifest.finding("%s: %s", path(e), firstSentence(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (IllegalArgumentException e) {
            findings.add(manifest.finding("%s", firstSentence(String.valueOf(e.getMessage()))));
        }
    }

    /** A value that an enumeration does not have is read as none. */
    private static void dropped(
            Manifest manifest, String path, JsonNode given, JsonNode read, List<Finding> findings) {
        if (given.isValueNode() && !given.isNull() && (read.isMissingNode() || read.isNull())) {
            findings.add(manifest.finding("%s cannot be %s", path, given));
        }
        given.properties()
                .forEach(
                        each ->
                                dropped(
                                        manifest,
                                        path + "/" + each.getKey(),
                                        each.getValue(),
                                        read.path(each.getKey()),
                                        findings));
        for (int i = 0; given.isArray() && i < given.size(); i++) {
            dropped(manifest, path + "/" + i, given.get(i), read.path(i), findings);
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        e.getPath()
                .forEach(
                        each ->
                                path.append('/')
                                        .append(
                                                each.getFieldName() == null
                                                        ? Integer.toString(each.getIndex())
                                                        : each.getFieldName()));
        return path.toString();
    }

    private static String firstSentence(String message) {
        return message.lines()
                .findFirst()
                .orElse(message)
                .replaceAll("`?(java|io)\\.[\\w.$]+\\.", "");
    }

    private static ObjectMapper strict() {
        ObjectMapper mapper =
                JsonMapper.builder()
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .build();
        mapper.setAnnotationIntrospector(new NothingElse());
        return mapper;
    }

    private static final class UnknownFields extends DeserializationProblemHandler {
        private final Manifest manifest;
        private final List<Finding> findings;

        UnknownFields(Manifest manifest, List<Finding> findings) {
            this.manifest = manifest;
            this.findings = findings;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String property)
                throws IOException {
            findings.add(
                    manifest.finding(
                            "%s is no field of %s",
                            parser.getParsingContext().pathAsPointer(), manifest.kind()));
            parser.skipChildren();
            return true;
        }
    }

    /**
     * The published classes keep what they do not know, for clients of newer servers, and do not
     * write what is the default.
     */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }

        @Override
        public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
            return JsonInclude.Value.construct(
                    JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS);
        }
    }
}
