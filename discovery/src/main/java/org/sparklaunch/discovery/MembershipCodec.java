package org.sparklaunch.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Converts a membership to the JSON of its node: {@code {"mark":…,"holder":…,"alone":[…],"shared":[…]}}. */
final class MembershipCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MembershipCodec() {}

    /** A membership with the random mark that distinguishes its own nodes from those of others. */
    record Marked(String mark, MembershipSpec spec) {}

    static byte[] encode(String mark, MembershipSpec spec) {
        ObjectNode node = JSON.createObjectNode().put("mark", mark).put("holder", spec.holder());
        add(node.putArray("alone"), spec.exclusive());
        add(node.putArray("shared"), spec.shared());
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings always becomes JSON", e);
        }
    }

    private static void add(ArrayNode array, Set<ServiceType> types) {
        types.forEach(type -> array.add(type.wireName()));
    }

    /** Decodes a node. One that cannot be read is of another version, and counts as a launch that wants everything. */
    static Marked decode(byte[] data) {
        try {
            JsonNode node = JSON.readTree(data);
            MembershipSpec spec = new MembershipSpec(
                    node.path("holder").asText("a launch of another version"),
                    types(node.path("alone")),
                    types(node.path("shared")));
            return new Marked(node.path("mark").asText(), spec);
        } catch (IOException e) {
            return new Marked(
                    "", new MembershipSpec("a launch of another version", EnumSet.allOf(ServiceType.class), Set.of()));
        }
    }

    private static Set<ServiceType> types(JsonNode names) {
        Set<ServiceType> types = EnumSet.noneOf(ServiceType.class);
        names.forEach(name -> ServiceType.ofWireName(name.asText()).ifPresent(types::add));
        return types;
    }
}
