package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.holds;

import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.extras.controls.ad.AdDirSyncRequest;
import org.apache.directory.api.ldap.extras.controls.ad.AdDirSyncRequestImpl;
import org.apache.directory.api.ldap.extras.controls.ad.AdDirSyncResponse;
import org.apache.directory.api.ldap.extras.controls.ad.AdShowDeletedImpl;
import org.apache.directory.api.ldap.extras.controls.changeNotifications.ChangeNotificationsImpl;
import org.apache.directory.api.ldap.model.cursor.SearchCursor;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.message.Control;
import org.apache.directory.api.ldap.model.message.Response;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchRequest;
import org.apache.directory.api.ldap.model.message.SearchRequestImpl;
import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.message.controls.PagedResults;
import org.apache.directory.api.ldap.model.message.controls.PagedResultsImpl;
import org.apache.directory.api.ldap.model.message.controls.SortKey;
import org.apache.directory.api.ldap.model.message.controls.SortRequest;
import org.apache.directory.api.ldap.model.message.controls.SortRequestImpl;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.ldap.client.api.LdapNetworkConnection;
import org.apache.directory.ldap.client.api.future.SearchFuture;
import java.util.concurrent.TimeUnit;

final class Searching {
  private final Connections to;

  Searching(Connections to) {
    this.to = to;
  }

  void run() {
    check("the rootDSE and what it supports", this::rootDse);
    check("more than 1,000 users, paged", this::paged);
    check("nested groups by in-chain", this::inChain);
    check("sorted by surname", this::sorted);
    check("DirSync, and what changed since", this::dirSync);
    check("change notification", this::notified);
    check("deleted objects with the control", this::deleted);
    check("referrals of a search below the domain", this::referrals);
    check("the global catalog", this::globalCatalog);
  }

  private SearchRequest request(String filter, String... attributes) throws Exception {
    SearchRequest request = new SearchRequestImpl();
    request.setBase(new Dn(to.domain.base()));
    request.setScope(SearchScope.SUBTREE);
    request.setFilter(filter);
    request.addAttributes(attributes);
    return request;
  }

  private static List<Entry> entries(LdapNetworkConnection connection, SearchRequest request, List<Control> controls) throws Exception {
    List<Entry> found = new ArrayList<>();
    try (SearchCursor cursor = connection.search(request)) {
      while (cursor.next()) if (cursor.isEntry()) found.add(cursor.getEntry());
      equal(ResultCodeEnum.SUCCESS, cursor.getSearchResultDone().getLdapResult().getResultCode());
      controls.clear();
      controls.addAll(cursor.getSearchResultDone().getControls().values());
    }
    return found;
  }

  private void rootDse() throws Exception {
    try (LdapNetworkConnection connection = to.tls()) {
      equal(to.domain.base(), connection.getRootDse("*", "+").get("defaultNamingContext").getString());
      holds(connection.isControlSupported("1.2.840.113556.1.4.319"), "paged results");
      holds(connection.getSupportedControls().size() > 10, "controls");
    }
  }

  private void paged() throws Exception {
    try (LdapNetworkConnection connection = to.administrator()) {
      byte[] cookie = null;
      int count = 0;
      do {
        SearchRequest request = request("(&(objectCategory=person)(objectClass=user))", "cn");
        PagedResults page = new PagedResultsImpl();
        page.setSize(600);
        page.setCookie(cookie);
        request.addControl(page);
        List<Control> answers = new ArrayList<>();
        count += entries(connection, request, answers).size();
        cookie = ((PagedResults) answers.get(0)).getCookie();
      } while (cookie != null && cookie.length > 0);
      holds(count > 3000, count + " users");
    }
  }

  private void inChain() throws Exception {
    try (LdapNetworkConnection connection = to.administrator()) {
      List<Entry> groups = entries(connection, request("(member:1.2.840.113556.1.4.1941:=" + to.domain.person("nested").dn() + ")", "cn"), new ArrayList<>());
      equal(4, groups.size());
    }
  }

  private void sorted() throws Exception {
    try (LdapNetworkConnection connection = to.administrator()) {
      SearchRequest request = request("(&(objectClass=user)(sAMAccountName=c*))", "sAMAccountName");
      SortRequest sort = new SortRequestImpl();
      sort.addSortKey(new SortKey("sAMAccountName"));
      request.addControl(sort);
      List<Control> answers = new ArrayList<>();
      List<Entry> found = entries(connection, request, answers);
      holds(found.size() > 10 && answers.size() == 1, found.size() + " entries, " + answers);
      String first = found.get(0).get("sAMAccountName").getString();
      String last = found.get(found.size() - 1).get("sAMAccountName").getString();
      holds(first.compareToIgnoreCase(last) < 0, first + " before " + last);
    }
  }

  private List<Entry> changes(LdapNetworkConnection connection, byte[][] cookie) throws Exception {
    List<Entry> all = new ArrayList<>();
    AdDirSyncResponse answer;
    do {
      SearchRequest request = request("(objectClass=user)", "description");
      AdDirSyncRequest control = new AdDirSyncRequestImpl();
      control.setCritical(true);
      control.setMaxAttributeCount(10_000_000);
      control.setCookie(cookie[0]);
      request.addControl(control);
      List<Control> answers = new ArrayList<>();
      all.addAll(entries(connection, request, answers));
      answer = (AdDirSyncResponse) answers.get(0);
      cookie[0] = answer.getCookie();
    } while (!answer.getFlags().isEmpty());
    return all;
  }

  private static void describe(LdapNetworkConnection connection, String dn, String text) throws Exception {
    connection.modify(new Dn(dn), new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, "description", text));
  }

  private void dirSync() throws Exception {
    try (LdapNetworkConnection connection = to.administrator()) {
      byte[][] cookie = {new byte[0]};
      holds(changes(connection, cookie).size() > 3000, "too few at first");
      describe(connection, to.domain.person("staff").dn(), "seen by Apache");
      List<Entry> next = changes(connection, cookie);
      equal(1, next.size());
      equal("seen by Apache", next.get(0).get("description").getString());
    }
  }

  private void notified() throws Exception {
    try (LdapNetworkConnection connection = to.administrator(); LdapNetworkConnection other = to.administrator()) {
      SearchRequest request = new SearchRequestImpl();
      request.setBase(new Dn(to.domain.get("unit")));
      request.setScope(SearchScope.ONELEVEL);
      request.setFilter("(objectClass=*)");
      ChangeNotificationsImpl control = new ChangeNotificationsImpl();
      control.setCritical(true);
      request.addControl(control);
      SearchFuture future = connection.searchAsync(request);
      // Nothing says that the search is registered, so that the first change may come before it; the same value again is none.
      Response response = null;
      for (int n = 0; n < 20 && response == null; n++) {
        describe(other, to.domain.person("staff").dn(), "noticed by Apache " + n);
        response = future.get(500, TimeUnit.MILLISECONDS);
      }
      holds(response instanceof SearchResultEntry, String.valueOf(response));
      String noticed = ((SearchResultEntry) response).getEntry().get("description").getString();
      holds(noticed.startsWith("noticed by Apache"), noticed);
    }
  }

  private void deleted() throws Exception {
    try (LdapNetworkConnection connection = to.administrator()) {
      String dn = "CN=Gone," + to.domain.get("unit");
      connection.add(new org.apache.directory.api.ldap.model.entry.DefaultEntry(dn, "objectClass: user", "sAMAccountName: gone"));
      connection.delete(dn);
      SearchRequest request = request("(&(isDeleted=TRUE)(sAMAccountName=gone))", "lastKnownParent");
      AdShowDeletedImpl control = new AdShowDeletedImpl();
      control.setCritical(true);
      request.addControl(control);
      List<Entry> found = entries(connection, request, new ArrayList<>());
      equal(1, found.size());
      equal(to.domain.get("unit"), found.get(0).get("lastKnownParent").getString());
    }
  }

  private void referrals() throws Exception {
    try (LdapNetworkConnection connection = to.administrator()) {
      List<String> urls = new ArrayList<>();
      try (SearchCursor cursor = connection.search(request("(sAMAccountName=nobody)", "cn"))) {
        while (cursor.next()) if (cursor.isReferral()) urls.addAll(cursor.getReferral().getLdapUrls());
      }
      holds(urls.stream().anyMatch(url -> url.contains("CN=Configuration") || url.contains("CN=Configuration".toLowerCase())), urls.toString());
    }
  }

  private void globalCatalog() throws Exception {
    try (LdapNetworkConnection connection = to.globalCatalog()) {
      connection.bind(to.domain.person("administrator").dn(), to.domain.person("administrator").password());
      SearchRequest request = request("(sAMAccountName=Administrator)", "cn");
      request.setBase(Dn.ROOT_DSE);
      equal(2, entries(connection, request, new ArrayList<>()).size());
    }
  }
}
