package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.AsyncSearchResultListener;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.MatchedValuesFilter;
import com.unboundid.ldap.sdk.controls.MatchedValuesRequestControl;
import com.unboundid.ldap.sdk.controls.PersistentSearchChangeType;
import com.unboundid.ldap.sdk.controls.PersistentSearchRequestControl;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import com.unboundid.ldap.sdk.controls.VirtualListViewRequestControl;
import com.unboundid.ldap.sdk.controls.VirtualListViewResponseControl;
import com.unboundid.ldap.sdk.experimental.ActiveDirectoryDirSyncControl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final class Controls {
  private static final String NOTIFICATION = "1.2.840.113556.1.4.528";
  private static final String SHOW_DELETED = "1.2.840.113556.1.4.417";

  private final Connections to;
  private final String base;

  Controls(Connections to) {
    this.to = to;
    this.base = to.domain.base();
  }

  void run() {
    check("more than 1,000 entries, paged, each once", this::paged);
    check("server-side sort by surname, both ways", this::sorted);
    check("a virtual list view: a window by offset and by assertion", this::window);
    check("DirSync: all, then what was changed, added and deleted", this::dirSync);
    check("change notification: an entry that is modified is sent", this::notified);
    check("a critical control that AD has not: unavailableCriticalExtension", this::unknown);
    check("asynchronous searches, and one that is abandoned", this::asynchronous);
  }

  private void paged() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      SearchRequest request = new SearchRequest(base, SearchScope.SUB, "(&(objectCategory=person)(objectClass=user))", "sAMAccountName");
      Set<String> names = new HashSet<>();
      int entries = 0;
      int pages = 0;
      ASN1OctetString cookie = null;
      do {
        request.setControls(new SimplePagedResultsControl(500, cookie));
        SearchResult result = connection.search(request);
        for (SearchResultEntry entry : result.getSearchEntries()) names.add(entry.getAttributeValue("sAMAccountName"));
        entries += result.getEntryCount();
        pages++;
        SimplePagedResultsControl response = SimplePagedResultsControl.get(result);
        cookie = response.moreResultsToReturn() ? response.getCookie() : null;
      } while (cookie != null);
      equal(entries, names.size());
      holds(entries > 3000 && pages > 6, entries + " entries on " + pages + " pages");
    }
  }

  private SearchRequest surnames(Control... controls) throws LDAPException {
    String unit = to.domain.get("unit");
    return new SearchRequest(null, controls, unit, SearchScope.SUB, DereferencePolicy.NEVER, 0, 0, false, com.unboundid.ldap.sdk.Filter.create("(&(sn=*)(sAMAccountName=*a*))"), "sn");
  }

  private void sorted() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      for (boolean reverse : new boolean[] {false, true}) {
        SimplePagedResultsControl page = new SimplePagedResultsControl(100);
        SearchResult result = connection.search(surnames(new ServerSideSortRequestControl(new SortKey("sn", reverse)), page));
        List<String> found = result.getSearchEntries().stream().map(each -> each.getAttributeValue("sn")).toList();
        equal(100, found.size());
        java.text.Collator collator = java.text.Collator.getInstance(java.util.Locale.US);
        collator.setStrength(java.text.Collator.PRIMARY);
        List<String> wanted = new ArrayList<>(found);
        wanted.sort(reverse ? collator.reversed() : collator);
        equal(wanted.get(0), found.get(0));
        equal(wanted.get(99), found.get(99));
      }
    }
  }

  private void window() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      ServerSideSortRequestControl sort = new ServerSideSortRequestControl(true, new SortKey("sn"));
      SearchResult first = connection.search(surnames(sort, new VirtualListViewRequestControl(1, 0, 9, 0, null, true)));
      VirtualListViewResponseControl view = VirtualListViewResponseControl.get(first);
      equal(10, first.getEntryCount());
      equal(1, view.getTargetPosition());
      holds(view.getContentCount() > 100, view.getContentCount() + " in the list");
      SearchResult next = connection.search(surnames(sort, new VirtualListViewRequestControl(11, 1, 8, view.getContentCount(), view.getContextID(), true)));
      equal(10, next.getEntryCount());
      equal(first.getSearchEntries().get(9).getDN(), next.getSearchEntries().get(0).getDN());
      SearchResult byName = connection.search(surnames(sort, new VirtualListViewRequestControl("M", 0, 4, null, true)));
      String found = byName.getSearchEntries().get(0).getAttributeValue("sn");
      holds(found.compareToIgnoreCase("M") >= 0, found);
    }
  }

  private SearchResult changes(LDAPConnection connection, ASN1OctetString cookie) throws Exception {
    ActiveDirectoryDirSyncControl control = new ActiveDirectoryDirSyncControl(true, ActiveDirectoryDirSyncControl.FLAG_INCREMENTAL_VALUES, 10_000_000, cookie);
    return connection.search(new SearchRequest(null, new Control[] {control}, base, SearchScope.SUB, DereferencePolicy.NEVER, 0, 0, false, com.unboundid.ldap.sdk.Filter.create("(objectClass=user)"), "sAMAccountName", "description", "isDeleted"));
  }

  private void dirSync() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      ActiveDirectoryDirSyncControl state = null;
      int entries = 0;
      do {
        SearchResult result = changes(connection, state == null ? null : state.getCookie());
        entries += result.getEntryCount();
        state = ActiveDirectoryDirSyncControl.get(result);
      } while (state.getFlags() != 0);
      holds(entries > 3000, entries + " entries at first");
      String dn = "CN=Delta," + to.domain.get("unit");
      connection.add("dn: " + dn, "objectClass: user", "sAMAccountName: delta");
      connection.modify("dn: " + to.domain.person("staff").dn(), "changetype: modify", "replace: description", "description: seen by DirSync");
      SearchResult delta = changes(connection, state.getCookie());
      equal(2, delta.getEntryCount());
      state = ActiveDirectoryDirSyncControl.get(delta);
      connection.delete(dn);
      SearchResult deleted = changes(connection, state.getCookie());
      equal(1, deleted.getEntryCount());
      equal("TRUE", deleted.getSearchEntries().get(0).getAttributeValue("isDeleted"));
      state = ActiveDirectoryDirSyncControl.get(deleted);
      equal(0, changes(connection, state.getCookie()).getEntryCount());
      SearchRequest graves = new SearchRequest(null, new Control[] {new Control(SHOW_DELETED, true)}, base, SearchScope.SUB, DereferencePolicy.NEVER, 0, 0, false, com.unboundid.ldap.sdk.Filter.create("(&(isDeleted=TRUE)(sAMAccountName=delta))"), "lastKnownParent");
      equal(1, connection.search(graves).getEntryCount());
    }
  }

  private static final class Heard implements AsyncSearchResultListener {
    private static final long serialVersionUID = 1L;
    final transient BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      queue.add(entry);
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {}

    @Override
    public void searchResultReceived(AsyncRequestID id, SearchResult result) {
      queue.add(result);
    }
  }

  private void notified() throws Exception {
    try (LDAPConnection connection = to.administrator(); LDAPConnection other = to.administrator()) {
      Heard heard = new Heard();
      SearchRequest request = new SearchRequest(heard, new Control[] {new Control(NOTIFICATION, true)}, to.domain.get("unit"), SearchScope.ONE, DereferencePolicy.NEVER, 0, 0, false, com.unboundid.ldap.sdk.Filter.create("(objectClass=*)"), "description");
      AsyncRequestID id = connection.asyncSearch(request);
      Object early = heard.queue.poll(300, TimeUnit.MILLISECONDS);
      holds(early == null, "before any change: " + early);
      other.modify("dn: " + to.domain.person("staff").dn(), "changetype: modify", "replace: description", "description: watched");
      Object seen = heard.queue.poll(10, TimeUnit.SECONDS);
      holds(seen instanceof SearchResultEntry entry && "watched".equals(entry.getAttributeValue("description")), "heard " + seen);
      connection.abandon(id);
    }
  }

  private void unknown() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      for (Control control : List.of(new PersistentSearchRequestControl(PersistentSearchChangeType.allChangeTypes(), true, true), new MatchedValuesRequestControl(true, MatchedValuesFilter.createPresentFilter("cn")))) {
        SearchRequest request = new SearchRequest(base, SearchScope.BASE, "(objectClass=*)");
        request.addControl(control);
        LDAPException thrown = fails(LDAPException.class, () -> connection.search(request));
        equal(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, thrown.getResultCode());
      }
    }
  }

  private void asynchronous() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      List<AsyncRequestID> running = new ArrayList<>();
      for (int n = 0; n < 20; n++) running.add(connection.asyncSearch(new SearchRequest(new Heard(), base, SearchScope.SUB, "(sAMAccountName=" + to.domain.person("staff").sam() + ")", "cn")));
      for (AsyncRequestID id : running) equal(ResultCode.SUCCESS, id.get(10, TimeUnit.SECONDS).getResultCode());
      SearchRequest walk = new SearchRequest(new Heard(), base, SearchScope.SUB, "(description=*never*)", "cn");
      AsyncRequestID abandoned = connection.asyncSearch(walk);
      connection.abandon(abandoned);
      equal(to.domain.base(), connection.getEntry(base, "cn").getDN());
      Modification change = new Modification(ModificationType.REPLACE, "description", "asynchronously");
      AsyncRequestID write = connection.asyncModify(new com.unboundid.ldap.sdk.ModifyRequest(to.domain.person("staff").dn(), change), null);
      equal(ResultCode.SUCCESS, write.get(10, TimeUnit.SECONDS).getResultCode());
    }
  }
}
