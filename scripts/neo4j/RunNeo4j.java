import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** Runs Neo4j Community until it is told to end, and prints its Bolt URI when it answers: RunNeo4j HOME CONF. */
public class RunNeo4j {
  public static void main(String[] args) throws Exception {
    DatabaseManagementService server =
        new DatabaseManagementServiceBuilder(Path.of(args[0]))
            .loadPropertiesFromFile(Path.of(args[1]))
            .setConfig(BoltConnector.enabled, true)
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    GraphDatabaseAPI database = (GraphDatabaseAPI) server.database("neo4j");
    int port =
        database
            .getDependencyResolver()
            .resolveDependency(ConnectorPortRegister.class)
            .getLocalAddress(ConnectorType.BOLT)
            .getPort();
    System.out.println("bolt://127.0.0.1:" + port);
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
