package org.sparklaunch.querytracker.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.authentication.ServiceProofs;
import org.sparklaunch.authentication.ServiceRequest;

/** A Livy server without Spark, with or without the extensions of spark-launch; see {@code LivyContract}. */
public final class FakeLivy implements AutoCloseable {
    /** The folder of every full result. */
    public static final String FULL_RESULT = "00000000-0000-0000-0000-000000000000";

    public static final String SERVICE_KEY = "0123456789abcdef";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT_ROWS = "1000";

    /** So many sessions that ask for it die as they start. */
    private static final int DEAD_STARTS = 2;

    /** A stock server shows a session starting, and a statement waiting and running, for so many looks. */
    private static final int STOCK_LOOKS = 2;

    static {
        // Else each small answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;

    private final ServiceProofs proofs = new ServiceProofs(InstantSource.system());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final boolean extended;
    private final Map<Integer, FakeSession> sessions = new TreeMap<>();
    private final FakeTokens tokens = new FakeTokens();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private final FakeOutage outage = new FakeOutage();
    private int nextId;
    private int maxSessions = 100;
    private boolean holdStarts;
    private boolean killBeforeStatement;

    private FakeLivy(boolean extended) {
        this.extended = extended;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** One of spark-launch. */
    public static FakeLivy extended() {
        return new FakeLivy(true);
    }

    /** One that has plain Livy only. */
    public static FakeLivy stock() {
        return new FakeLivy(false);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void limit(int sessions) {
        maxSessions = sessions;
    }

    /** Leaves new sessions starting until {@link #releaseStarts}. */
    public synchronized void holdStarts() {
        holdStarts = true;
    }

    public synchronized void releaseStarts() {
        holdStarts = false;
        sessions.values().forEach(s -> s.state = s.isSettled() ? s.state : "idle");
        notifyAll();
    }

    /** Lets every blocked statement end with one row. */
    public synchronized void unblock() {
        sessions.values()
                .forEach(s -> s.statements.stream().filter(t -> !t.isFinal()).forEach(FakeStatement::end));
        notifyAll();
    }

    public synchronized void kill(int session) {
        sessions.get(session).state = "dead";
        notifyAll();
    }

    /** Lets the session die when the next statement arrives, before it has the statement. */
    public synchronized void killBeforeNextStatement() {
        killBeforeStatement = true;
    }

    /** Shows a session as a restarted server does whose driver has not connected, until {@link #releaseStarts}. */
    public synchronized void recover(int session) {
        sessions.get(session).state = "recovering";
    }

    public synchronized List<Integer> sessionIds() {
        return List.copyOf(sessions.keySet());
    }

    public synchronized Map<String, String> conf(int session) {
        return sessions.get(session).conf;
    }

    public synchronized String owner(int session) {
        return sessions.get(session).owner;
    }

    public synchronized String proxyUser(int session) {
        return sessions.get(session).proxyUser;
    }

    /** The code of every statement that was ever accepted, in ended sessions too. */
    public synchronized List<String> posted() {
        return List.copyOf(posted);
    }

    /** The SQL of its statements. */
    public synchronized List<String> codes(int session) {
        return sessions.get(session).statements.stream()
                .flatMap(s -> s.statements().stream())
                .toList();
    }

    /** The queries of our extension, as they were posted. */
    public synchronized List<JsonNode> orders(int session) {
        return sessions.get(session).statements.stream()
                .map(s -> Tracker.json(s.code))
                .toList();
    }

    public synchronized int tokens() {
        return tokens.size();
    }

    public synchronized void forgetTokens() {
        tokens.clear();
    }

    /** Hears the next request with such a method and beginning of a path, and closes the connection instead of answering. */
    public void loseAnswer(String methodAndPath) {
        unanswered.add(methodAndPath);
    }

    /** Where its outages are arranged. */
    public FakeOutage outage() {
        return outage;
    }

    /** Methods and paths in the order of their arrival. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String heard = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(heard);
        FakeOutage.Fault fault = outage.next();
        if (fault == FakeOutage.Fault.REFUSED) {
            exchange.close();
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status;
        JsonNode answer;
        try {
            if (fault == FakeOutage.Fault.UNAVAILABLE) {
                throw new Refusal(503, "restarting");
            }
            JsonNode request = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            answer = route(exchange, body, request);
            boolean creation = exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestURI().getPath().matches(".*(sessions|statements)");
            status = creation ? 201 : 200;
        } catch (Refusal e) {
            status = e.status;
            answer = JSON.createObjectNode().put("msg", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (fault != FakeOutage.Fault.UNANSWERED && !unanswered.removeIf(heard::startsWith)) {
            send(exchange, status, answer);
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized JsonNode route(HttpExchange exchange, byte[] bytes, JsonNode body)
            throws InterruptedException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
        String method = exchange.getRequestMethod();
        if (path[0].equals("spark-launch") && extended) {
            if (path[path.length - 1].equals("start")) {
                return start(session(tokens.owner(exchange), path[2]));
            }
            return path[1].equals("sessions") ? query(exchange, path, body) : extension(exchange, path, bytes, body);
        }
        if (!path[0].equals("sessions")) {
            throw new Refusal(404, "no such path");
        }
        String caller = tokens.owner(exchange);
        if (path.length == 1) {
            return create(caller, body);
        }
        FakeSession session = session(caller, path[1]);
        if (path.length == 2) {
            return method.equals("DELETE") ? delete(session) : show(exchange, session);
        }
        if (path.length == 3) {
            return method.equals("POST") ? post(session, body) : list(session);
        }
        return statement(exchange, session, path);
    }

    private JsonNode query(HttpExchange exchange, String[] path, JsonNode body) throws InterruptedException {
        FakeSession session = session(tokens.owner(exchange), path[2]);
        boolean posted = exchange.getRequestMethod().equals("POST");
        ObjectNode answer = JSON.createObjectNode();
        answer.set(
                "statement",
                posted ? post(session, body) : statement(exchange, session, Arrays.copyOfRange(path, 1, path.length)));
        answer.putObject("counts")
                .put("stages", 2)
                .put("stagesDone", 1)
                .put("tasks", 10)
                .put("tasksDone", 5)
                .put("rows", 500);
        return answer;
    }

    private JsonNode extension(HttpExchange exchange, String[] path, byte[] bytes, JsonNode body) {
        if (path[1].equals("health")) {
            return JSON.createObjectNode().put("status", "up");
        }
        ServiceRequest request = new ServiceRequest(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestURI().getRawPath(),
                bytes);
        if (!proofs.accept(
                ServiceKey.of(SERVICE_KEY),
                request,
                exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw new Refusal(401, "wrong service key");
        }
        if (exchange.getRequestMethod().equals("DELETE")) {
            tokens.remove(path[2]);
        } else {
            tokens.put(path[2], body);
        }
        return JSON.createObjectNode().put("msg", "done");
    }

    /** A session that asks for a catalog starts cold, any other on a server without a pool says nothing. */
    private static JsonNode start(FakeSession session) {
        if (session.conf.containsKey("spark.sql.catalog.x")) {
            return JSON.createObjectNode().put("start", "cold").put("verdict", "cold: spark.sql.catalog.x");
        }
        throw new Refusal(404, "no such path");
    }

    private JsonNode create(String caller, JsonNode body) {
        int id = nextId++;
        long active =
                sessions.values().stream().filter(s -> !s.state.equals("dead")).count();
        if (active >= maxSessions) {
            throw new Refusal(400, "Rejected, too many sessions are being created!");
        }
        Map<String, String> conf = new TreeMap<>();
        body.path("conf")
                .properties()
                .forEach(e -> conf.put(e.getKey(), e.getValue().asText()));
        String state = holdStarts || !extended
                ? "starting"
                : conf.containsKey("spark.test.dead") && id < DEAD_STARTS ? "dead" : "idle";
        FakeSession session = new FakeSession(
                id,
                body.path("name").textValue(),
                caller,
                body.path("proxyUser").textValue(),
                conf,
                state);
        sessions.put(id, session);
        return json(session);
    }

    private FakeSession session(String caller, String idOrName) {
        return sessions.values().stream()
                .filter(s -> Integer.toString(s.id).equals(idOrName) || idOrName.equals(s.name))
                .filter(s -> s.owner == null || s.owner.equals(caller))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "Session '" + idOrName + "' not found."));
    }

    private JsonNode delete(FakeSession session) {
        sessions.remove(session.id);
        notifyAll();
        return JSON.createObjectNode().put("msg", "deleted");
    }

    private JsonNode show(HttpExchange exchange, FakeSession session) throws InterruptedException {
        await(exchange, session::isSettled);
        if (!extended && !holdStarts && session.state.equals("starting") && ++session.looks > STOCK_LOOKS) {
            session.state = "idle";
        }
        return json(session);
    }

    private static ObjectNode json(FakeSession session) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", session.id)
                .put("name", session.name)
                .put("owner", session.owner)
                .put("state", session.shownState())
                .put("kind", "sql");
        json.putArray("log")
                .add("stdout: ")
                .add("\nstderr: ")
                .add(session.conf.getOrDefault("spark.test.words", "last words"));
        return json;
    }

    private JsonNode post(FakeSession session, JsonNode body) {
        if (killBeforeStatement) {
            killBeforeStatement = false;
            session.state = "dead";
        }
        if (!session.state.equals("idle")) {
            throw new Refusal(500, "java.lang.IllegalStateException: Session is in state " + session.state);
        }
        int id = session.statements.size();
        FakeStatement statement = body.has("statements")
                ? new FakeStatement(id, body)
                : new FakeStatement(id, body.path("code").asText());
        session.statements.add(statement);
        posted.addAll(statement.statements());
        int plain = Integer.parseInt(session.conf.getOrDefault("livy.rsc.sql.num-rows", DEFAULT_ROWS));
        statement.run(body.path("row_limit").asInt(plain));
        return json(statement);
    }

    private JsonNode list(FakeSession session) {
        ObjectNode json = JSON.createObjectNode().put("total_statements", session.statements.size());
        ArrayNode page = json.putArray("statements");
        for (int i = session.statements.size() - 1; i >= 0; i--) {
            page.add(json(session.statements.get(i)));
        }
        return json;
    }

    private JsonNode statement(HttpExchange exchange, FakeSession session, String[] path) throws InterruptedException {
        int id = Integer.parseInt(path[3]);
        refuseDead(session);
        if (id >= session.statements.size()) {
            throw new Refusal(404, "Statement not found");
        }
        FakeStatement statement = session.statements.get(id);
        if (path.length == 5) {
            statement.cancel();
            notifyAll();
            return JSON.createObjectNode().put("msg", "canceled");
        }
        await(exchange, () -> statement.isFinal() || !sessions.containsKey(session.id) || session.state.equals("dead"));
        refuseDead(session);
        ObjectNode shown = json(statement);
        if (!extended && statement.isFinal() && ++statement.looks <= STOCK_LOOKS) {
            shown.put("state", statement.looks == 1 ? "waiting" : "running");
            shown.put("progress", 0.5).putNull("output");
        }
        return shown;
    }

    private static void refuseDead(FakeSession session) {
        if (session.state.equals("dead")) {
            throw new Refusal(400, "requirement failed: Session isn't active.");
        }
    }

    private static ObjectNode json(FakeStatement statement) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", statement.id)
                .put("code", statement.code)
                .put("state", statement.state)
                .put("progress", statement.isFinal() ? 1.0 : 0.5);
        json.set("output", statement.output);
        return json;
    }

    private void await(HttpExchange exchange, BooleanSupplier done) throws InterruptedException {
        String query = exchange.getRequestURI().getQuery();
        if (!extended || query == null || !query.startsWith("wait=")) {
            return;
        }
        long deadline = System.nanoTime() + Long.parseLong(query.substring(5)) * 1_000_000_000L;
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
