using System.Xml.Linq;
using Infra.Cli.Report.Html;

namespace Infra.Cli.Tests.Report;

public class HtmlTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("a & b", "a &amp; b")]
    [InlineData("\u05d0\u05d1\u05d2", "\u05d0\u05d1\u05d2")]
    [InlineData("a\u0000b\u001bc\u0085d", "a\ufffdb\ufffdc\ufffdd")]
    public void Page_AnyText_IsOnlyText(string text, string expected) =>
        Assert.Equal($"<!DOCTYPE html>\n<p>{expected}</p>\n", HtmlText.Page(new XElement("p", text)));

    [Fact]
    public void Page_AnyAttribute_StaysInside() =>
        Assert.Equal(
            "<!DOCTYPE html>\n<p title=\"&quot; onclick=&quot;x &lt;&amp;\ufffd\"></p>\n",
            HtmlText.Page(new XElement("p", new XAttribute("title", "\" onclick=\"x <&\u0001"))));

    [Fact]
    public void Page_HalfACharacter_IsReplaced() =>
        Assert.Equal("<!DOCTYPE html>\n<p>half \ufffd of one</p>\n", HtmlText.Page(new XElement("p", "half \ud800 of one")));

    [Fact]
    public void Page_EmptyElements_EndAsABrowserExpects() =>
        Assert.Equal(
            "<!DOCTYPE html>\n<div><p></p><input type=\"radio\" /><svg xmlns=\"http://www.w3.org/2000/svg\"><rect /></svg></div>\n",
            HtmlText.Page(new XElement(
                "div", new XElement("p"), new XElement("input", new XAttribute("type", "radio")),
                new XElement(XName.Get("svg", "http://www.w3.org/2000/svg"), new XElement(XName.Get("rect", "http://www.w3.org/2000/svg"))))));
}
