package org.sparklaunch.livy.server.driver.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The submission server and web page of a Spark master, and the log page of its one worker, in the forms of Spark 4.2. */
final class FakeMaster implements AutoCloseable {
    static final String WORKER = "worker-1";

    private final HttpServer http;
    private final List<JsonNode> submissions = new CopyOnWriteArrayList<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, String> output = new ConcurrentHashMap<>();
    private volatile boolean standby;

    FakeMaster() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/submissions/", this::submission);
        http.createContext("/json/", exchange -> answer(exchange, """
                {"workers":[{"id":"%s","webuiaddress":"http://%s"}]}""".formatted(WORKER, address())));
        http.createContext("/log/", this::log);
        http.start();
    }

    String address() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    /** From now on another one leads. */
    void stepDown() {
        standby = true;
    }

    List<JsonNode> submissions() {
        return submissions;
    }

    void set(String submission, String state) {
        states.put(submission, state);
    }

    String state(String submission) {
        return states.getOrDefault(submission, "");
    }

    void print(String stream, String text) {
        output.merge(stream, text, String::concat);
    }

    private void submission(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (standby) {
            answer(exchange, """
                    {"success":false,"message":"Current state is not alive: STANDBY. Can only accept submissions in ALIVE"}""");
        } else if (path[3].equals("create")) {
            submissions.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            String name = "driver-" + submissions.size();
            states.put(name, "SUBMITTED");
            answer(exchange, "{\"success\":true,\"submissionId\":\"" + name + "\"}");
        } else if (path[3].equals("kill")) {
            states.put(path[4], "KILLED");
            answer(exchange, "{\"success\":true}");
        } else {
            String state = states.get(path[4]);
            answer(
                    exchange,
                    state == null
                            ? "{\"success\":false}"
                            : "{\"success\":true,\"driverState\":\"" + state + "\",\"workerId\":\"" + WORKER + "\"}");
        }
    }

    private void log(HttpExchange exchange) throws IOException {
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
            query.put(pair.replaceFirst("=.*", ""), pair.replaceFirst(".*=", ""));
        }
        String text = output.getOrDefault(query.get("logType"), "");
        int from = Math.min(Integer.parseInt(query.get("offset")), text.length());
        int to = Math.min(from + Integer.parseInt(query.get("byteLength")), text.length());
        answer(
                exchange,
                "==== Bytes " + from + "-" + to + " of " + text.length() + " of /work/driver-1/x ====\n"
                        + text.substring(from, to));
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
