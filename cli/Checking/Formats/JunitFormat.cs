using System.Xml;

namespace Infra.Cli.Checking.Formats;

/// <summary>JUnit XML: a suite for each stack (one for all files), a case for each rule; only mandatory findings fail.</summary>
internal static class JunitFormat
{
    public static void Write(TextWriter output, CheckReport report)
    {
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(output, settings))
        {
            var suites = report.Groups.Select(group => (Group: group, Cases: Cases(group, report))).ToArray();
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "connection budget");
            Count(xml, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach (var (group, cases) in suites)
                Suite(xml, group, cases, report);
            xml.WriteEndElement();
        }

        output.Write('\n');
    }

    private static void Suite(XmlWriter xml, CheckedGroup group, Case[] cases, CheckReport report)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", NameOf(group));
        Count(xml, cases);
        foreach (var each in cases)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", NameOf(group));
            xml.WriteAttributeString("name", each.Rule);
            if (each.IsSkipped)
                Empty(xml, "skipped", "there is nothing that the rule is about");
            var failed = each.Findings.Where(finding => finding.Judged.IsMandatory).ToArray();
            if (failed.Length > 0)
                Failure(xml, failed);
            var told = each.Findings.Except(failed).ToArray();
            if (told.Length > 0)
                xml.WriteElementString("system-out", Clean(string.Join('\n', told.Select(finding => $"{finding.Place}: {finding.Finding.Message}"))));
            xml.WriteEndElement();
        }

        if (group == report.Groups[0] && report.Waivers.Length > 0)
            xml.WriteElementString("system-out", Clean(string.Join('\n', report.Waivers.Select(waiver => $"waived {waiver.Text}"))));
        xml.WriteEndElement();
    }

    private static void Failure(XmlWriter xml, CheckFinding[] failed)
    {
        xml.WriteStartElement("failure");
        xml.WriteAttributeString("message", Clean(failed[0].Finding.Message));
        xml.WriteAttributeString("type", "mandatory");
        xml.WriteString(Clean(string.Join('\n', failed.Select(finding =>
            $"{finding.Place}: {finding.Finding.Message}{(finding.FixText.Length == 0 ? "" : $" {finding.FixText}")}"))));
        xml.WriteEndElement();
    }

    private static Case[] Cases(CheckedGroup group, CheckReport report)
    {
        var findings = report.Findings.Where(finding => IsOf(finding, group, report)).ToLookup(finding => finding.Finding.Rule);
        // A specification is judged by more than the pack's rules.
        return
        [
            .. group.Results.Select(result => new Case(
                result.Rule.Id, [.. findings[result.Rule.Id]], result.IsNotApplicable && !findings.Contains(result.Rule.Id))),
            .. findings.Where(same => group.Results.All(result => result.Rule.Id != same.Key)).Select(same => new Case(same.Key, [.. same], false)),
        ];
    }

    // What is about no stack, such as a waiver of the file, stands in the first suite.
    private static bool IsOf(CheckFinding finding, CheckedGroup group, CheckReport report) => finding.Judged.Group.Length > 0
        ? finding.Judged.Group == group.Name
        : finding.Finding.Subject.Urn.Length == 0
            ? report.Groups.FirstOrDefault(other => other.Name.Length > 0 && other.Name == finding.Judged.Stack, report.Groups[0]) == group
            : group.Name.Length == 0;

    private static void Count(XmlWriter xml, Case[] cases)
    {
        xml.WriteAttributeString("tests", $"{cases.Length}");
        xml.WriteAttributeString("failures", $"{cases.Count(each => each.Findings.Any(finding => finding.Judged.IsMandatory))}");
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", $"{cases.Count(each => each.IsSkipped)}");
    }

    private static void Empty(XmlWriter xml, string name, string message)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("message", message);
        xml.WriteEndElement();
    }

    private static string NameOf(CheckedGroup group) => group.Name.Length > 0 ? group.Name : string.Join(", ", group.Stacks.Select(stack => stack.Name));

    // XML 1.0 has no way to write these at all.
    private static string Clean(string text) => string.Concat(
        text.Select(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : '\uFFFD'));

    private sealed record Case(string Rule, CheckFinding[] Findings, bool IsSkipped);
}
