package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import org.sparklaunch.livy.protocol.SessionKind;

/** Reads Livy's names of kinds and refuses others with Livy's message. */
final class KindDeserializer extends StdDeserializer<SessionKind> {

    KindDeserializer() {
        super(SessionKind.class);
    }

    @Override
    public SessionKind deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String name = parser.getValueAsString("");
        return SessionKind.parse(name).orElseThrow(() -> JsonMappingException.from(parser, "Invalid kind: " + name));
    }
}
