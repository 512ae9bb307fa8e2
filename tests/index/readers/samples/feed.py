"""Feeds as RSS and Atom."""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Velmora Herald</title><language>en</language>
<item><title>Harbour &amp; shipyard&nbsp;shut</title><link>https://velmora.example/1</link>
<pubDate>Mon, 07 Apr 2031 10:00:00 +0000</pubDate><dc:creator>Ines Kordel</dc:creator>
<description>In short.</description>
<content:encoded><![CDATA[<p>The harbour of Velmora was closed.</p>
<p>“We will sail,” said Tam Orl.</p>]]></content:encoded>
</item>
<item><title>Second</title><description>&lt;p&gt;Only a summary of it.&lt;/p&gt;</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Velmora Wire</title>
<entry><title>Harbour shut</title><link rel="self" href="x"/><link href="https://velmora.example/2"/>
<author><name>Tam Orl</name></author><author><name>Ines Kordel</name></author>
<published>2031-04-07T10:00:00Z</published><updated>2031-04-08T10:00:00Z</updated>
<source><title>Another feed</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>One &lt; two.</p><p>Three <b>four</b>.</p></div></content>
</entry></feed>
"""


def samples() -> dict[str, bytes]:
    return {
        "news.rss": RSS.encode(),
        "wire.atom": ATOM.encode(),
        "old.xml": RSS.replace("utf-8", "iso-8859-1").encode("cp1252"),
    }
