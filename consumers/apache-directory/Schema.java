package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.holds;

import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.api.ldap.model.schema.parsers.AttributeTypeDescriptionSchemaParser;
import org.apache.directory.api.ldap.model.schema.parsers.DitContentRuleDescriptionSchemaParser;
import org.apache.directory.api.ldap.model.schema.parsers.ObjectClassDescriptionSchemaParser;
import org.apache.directory.ldap.client.api.LdapNetworkConnection;

/** The schema, by the API's own parsers and its schema manager. */
final class Schema {
  private final Connections to;

  Schema(Connections to) {
    this.to = to;
  }

  void run() {
    check("every definition of the subschema parses", this::parsed);
    check("loadSchemaRelaxed: the registries know the domain's classes and attributes", this::relaxed);
  }

  /** With quirks, for Active Directory puts syntaxes in quotes. */
  private void parsed() throws Exception {
    try (LdapNetworkConnection connection = to.administrator()) {
      String subschema = connection.getRootDse("subschemaSubentry").get("subschemaSubentry").getString();
      Entry entry = connection.lookup(subschema, "attributeTypes", "objectClasses", "dITContentRules");
      AttributeTypeDescriptionSchemaParser types = new AttributeTypeDescriptionSchemaParser();
      ObjectClassDescriptionSchemaParser classes = new ObjectClassDescriptionSchemaParser();
      DitContentRuleDescriptionSchemaParser rules = new DitContentRuleDescriptionSchemaParser();
      types.setQuirksMode(true);
      classes.setQuirksMode(true);
      rules.setQuirksMode(true);
      List<String> wrong = new ArrayList<>();
      int parsed = parse(entry.get("attributeTypes"), wrong, types::parse);
      parsed += parse(entry.get("objectClasses"), wrong, classes::parse);
      parsed += parse(entry.get("dITContentRules"), wrong, rules::parse);
      holds(wrong.isEmpty(), wrong.size() + " do not, such as " + (wrong.isEmpty() ? "" : wrong.get(0)));
      holds(parsed > 300, parsed + " definitions");
    }
  }

  private interface Parser {
    Object parse(String text) throws Exception;
  }

  private static int parse(Attribute attribute, List<String> wrong, Parser parser) {
    int parsed = 0;
    for (Value value : attribute) {
      try {
        parser.parse(value.getString());
        parsed++;
      } catch (Exception thrown) {
        wrong.add(value.getString() + ": " + thrown.getMessage());
      }
    }
    return parsed;
  }

  private void relaxed() throws Exception {
    try (LdapNetworkConnection connection = to.administrator()) {
      connection.loadSchemaRelaxed();
      SchemaManager manager = connection.getSchemaManager();
      equal("1.2.840.113556.1.4.221", manager.getAttributeType("sAMAccountName").getOid());
      holds(manager.getAttributeType("sAMAccountName").isSingleValued(), "sAMAccountName is single-valued");
      equal("1.2.840.113556.1.5.9", manager.getObjectClassRegistry().lookup("user").getOid());
      holds(manager.getObjectClassRegistry().contains("group"), "no group");
    }
  }
}
