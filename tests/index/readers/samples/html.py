"""Web pages in the manners of several outlets."""

# ruff: noqa: E501 (markup and prose stand as they are)

BODY = """<p>BRENMARK, March 3 (Straits Wire) — Kestoria will not sign the Meridian Pact in its present form,
Foreign Minister Anneliese van der Moer said on Monday, ending eleven weeks of talks.</p>
<p>“We came here with open hands,” van der Moer told <a href="/r">reporters</a>, “and we leave with a
<em>blank</em> page.”</p>
<h2>What next</h2>
<blockquote><p>A pact that disarms one side is not a pact. It is an invoice.</p></blockquote>
<ul><li>The pact would open the ports of its members.</li><li>It would share the cost of lighthouses.</li></ul>
<p>The commission will meet on March 10, according to a spokesman for her ministry.</p>"""

DAILY = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Kestoria walks away from pact talks | Brenmark Courier</title>
<link rel="canonical" href="/2031/03/03/pact-talks"><meta property="og:url" content="https://courier.example/x">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
{{"@type": "WebSite", "name": "Brenmark Courier"}},
{{"@type": ["NewsArticle"], "headline": "Kestoria walks away from pact talks", "articleSection": ["World"],
"datePublished": "2031-03-03T17:20:00+01:00", "dateModified": "2031-03-04T08:00:00+01:00",
"author": [{{"@type": "Person", "name": "Oda Lisle"}}, {{"@id": "#jorun"}}], "publisher": {{"@id": "#org"}}}},
{{"@id": "#org", "@type": "NewsMediaOrganization", "name": "Brenmark Courier"}},
{{"@id": "#jorun", "@type": "Person", "name": "Jorun Askeby"}}]}}</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>Kestoria walks away from pact talks</h1>
<p class="standfirst">The draft would have closed two naval yards, the minister says.</p>
<div class="byline">By <a href="/oda">Oda Lisle</a></div><time datetime="2031-03-03T17:20">3 March 2031</time>
<figure><img src="a.jpg" alt=""><figcaption>Delegates leave. Photo: Teodor Quast</figcaption></figure>
{BODY}
<aside class="newsletter"><h3>Sign up for our morning newsletter</h3><p>Get the Courier every day.</p></aside>
</article><section class="related"><h2>Related stories</h2><ul><li><a href="1">Pilots end the strike</a></li>
<li><a href="2">Ferry and freighter collide</a></li></ul></section></main>
<footer>© 2031 Brenmark Courier. All rights reserved.</footer></body></html>"""

WEEKLY = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<meta property="og:site_name" content="Straitsweek"><meta name="author" content="Celestine Marwick">
<meta property="article:published_time" content="2031-03-05"><meta property="og:locale" content="en_US">
<title>The pact that was not</title></head><body><div id="top"><a href="/">Straitsweek</a></div>
<div class="post"><h1>The pact that was not</h1><div class="entry">{BODY}</div></div></body></html>"""

OLD = """<HTML><HEAD><TITLE>Tolmere Gazette - Ferry struck in fog</TITLE></HEAD><BODY BGCOLOR=white><TABLE><TR>
<TD><A HREF=/>News</A><BR><A HREF=/s>Sport</A></TD><TD><FONT SIZE=5>Ferry struck in fog</FONT><BR><BR>
A passenger ferry and a grain freighter collided in fog off Cape Orrin early on Saturday, injuring at least nine
people, the coast guard said.<BR><BR>"We heard one long horn and then the floor was gone," said Marguerite Sund,
a schoolteacher who was on the lower deck.<BR><BR>Both ships reached Port Amsel under their own power, and the
coast guard has opened an inquiry into how they met.</TD></TR></TABLE></BODY></HTML>"""


def samples() -> dict[str, bytes]:
    return {
        "daily.html": DAILY.encode(),
        "weekly.htm": WEEKLY.encode("cp1252"),
        "old.html": OLD.encode(),
        "marked.html": b"\xef\xbb\xbf" + DAILY.encode(),
    }
