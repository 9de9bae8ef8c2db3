package consumer;

import java.nio.file.Path;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.directory.ldap.client.api.DefaultLdapConnectionFactory;
import org.apache.directory.ldap.client.api.LdapConnectionConfig;
import org.apache.directory.ldap.client.api.LdapConnectionPool;
import org.apache.directory.ldap.client.api.LdapNetworkConnection;
import org.apache.directory.ldap.client.api.ValidatingPoolableLdapConnectionFactory;

final class Connections {
  final Domain domain;

  Connections(Domain domain) {
    this.domain = domain;
  }

  private LdapConnectionConfig config(String service, boolean ssl) throws Exception {
    LdapConnectionConfig config = new LdapConnectionConfig();
    config.setLdapHost(domain.host());
    config.setLdapPort(domain.port(service));
    config.setUseSsl(ssl);
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(TrustStore.of(Path.of(domain.get("trustFile"))));
    TrustManager[] managers = factory.getTrustManagers();
    config.setTrustManagers(managers);
    config.setTimeout(30_000);
    return config;
  }

  LdapNetworkConnection tls() throws Exception {
    return new LdapNetworkConnection(config("ldaps", true));
  }

  LdapNetworkConnection startTls() throws Exception {
    LdapNetworkConnection connection = new LdapNetworkConnection(config("ldap", false));
    connection.connect();
    connection.startTls();
    return connection;
  }

  LdapNetworkConnection globalCatalog() throws Exception {
    return new LdapNetworkConnection(config("gcs", true));
  }

  LdapNetworkConnection as(String role) throws Exception {
    LdapNetworkConnection connection = tls();
    connection.bind(domain.person(role).dn(), domain.person(role).password());
    return connection;
  }

  LdapNetworkConnection administrator() throws Exception {
    return as("administrator");
  }

  LdapConnectionPool pool() throws Exception {
    LdapConnectionConfig config = config("ldaps", true);
    config.setName(domain.person("administrator").dn());
    config.setCredentials(domain.person("administrator").password());
    return new LdapConnectionPool(
        new ValidatingPoolableLdapConnectionFactory(new DefaultLdapConnectionFactory(config)));
  }
}
