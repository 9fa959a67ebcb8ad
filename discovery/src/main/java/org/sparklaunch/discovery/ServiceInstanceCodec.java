package org.sparklaunch.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Converts an instance to the JSON of its node: {@code {"type":…,"id":…,"address":…,"attributes":{…}}}. */
final class ServiceInstanceCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ServiceInstanceCodec() {}

    static byte[] encode(ServiceInstance instance) {
        ObjectNode node = JSON.createObjectNode()
                .put("type", instance.type().wireName())
                .put("id", instance.id())
                .put("address", instance.address());
        ObjectNode attributes = node.putObject("attributes");
        instance.attributes().forEach(attributes::put);
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings always becomes JSON", e);
        }
    }

    /** Decodes a node; empty for one that this version does not know. */
    static Optional<ServiceInstance> decode(byte[] data) {
        JsonNode node;
        try {
            node = JSON.readTree(data);
        } catch (IOException e) {
            return Optional.empty();
        }
        Map<String, String> attributes = new TreeMap<>();
        node.path("attributes")
                .properties()
                .forEach(e -> attributes.put(e.getKey(), e.getValue().asText()));
        String id = node.path("id").asText();
        String address = node.path("address").asText();
        if (id.isEmpty() || address.isEmpty()) {
            return Optional.empty();
        }
        return ServiceType.ofWireName(node.path("type").asText())
                .map(type -> new ServiceInstance(type, id, address, attributes));
    }
}
