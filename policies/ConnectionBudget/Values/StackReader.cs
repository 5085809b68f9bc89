using System.Collections.Immutable;
using Google.Protobuf;
using Infra.Policies.ConnectionBudget.Protocol;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.ConnectionBudget.Values;

/// <summary>
/// Reads an encoded <c>ResourcesRequest</c> straight into resources, whose properties stay where they lie in the message until a rule looks
/// at them. The generated messages would copy a stack once more before the first rule is asked.
/// </summary>
internal static class StackReader
{
    private const int KeyField = 1;
    private const int ValueField = 2;

    /// <summary>Reads the resources of a stack.</summary>
    /// <param name="request">The message.</param>
    /// <param name="inputs">What the program asked for, encoded, by the URN of the resource.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="Grpc.GrpcException">It is malformed.</exception>
    public static List<ResourceNode> Read(ReadOnlyMemory<byte> request, Func<string, ReadOnlyMemory<byte>> inputs, CancellationToken cancel)
    {
        var resources = new List<ResourceNode>();
        var reader = new WireReader(request.Span);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field == ResourcesRequest.ResourcesFieldNumber && type == WireFormat.WireType.LengthDelimited)
            {
                cancel.ThrowIfCancellationRequested();
                resources.Add(ReadResource(request[reader.ReadRange()], inputs));
            }
            else
            {
                reader.Skip(type);
            }
        }

        return resources;
    }

    private static ResourceNode ReadResource(ReadOnlyMemory<byte> encoded, Func<string, ReadOnlyMemory<byte>> inputs)
    {
        var (token, urn, name, parent) = ("", "", "", "");
        var properties = ReadOnlyMemory<byte>.Empty;
        var hasProvider = false;
        ImmutableArray<string>.Builder? dependencies = null;
        ImmutableDictionary<string, ImmutableArray<string>>.Builder? byProperty = null;
        var reader = new WireReader(encoded.Span);
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (type == WireFormat.WireType.LengthDelimited ? field : 0)
            {
                case Resource.TypeFieldNumber:
                    token = reader.ReadCommonText();
                    break;
                case Resource.PropertiesFieldNumber:
                    properties = encoded[reader.ReadRange()];
                    break;
                case Resource.UrnFieldNumber:
                    urn = reader.ReadText();
                    break;
                case Resource.NameFieldNumber:
                    name = reader.ReadText();
                    break;
                case Resource.ProviderFieldNumber:
                    hasProvider = true;
                    reader.Skip(type);
                    break;
                case Resource.ParentFieldNumber:
                    parent = reader.ReadCommonText();
                    break;
                case Resource.DependenciesFieldNumber:
                    (dependencies ??= ImmutableArray.CreateBuilder<string>()).Add(reader.ReadText());
                    break;
                case Resource.PropertyDependenciesFieldNumber:
                    var (property, urns) = ReadDependencies(reader.ReadBytes());
                    (byProperty ??= ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal))[property] = urns;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new(urn, token, name, Nodes.Properties(inputs(urn), properties))
        {
            IsCustom = Nodes.IsCustom(token, hasProvider),
            Parent = parent.Length == 0 ? null : parent,
            Dependencies = dependencies?.ToImmutable() ?? [],
            PropertyDependencies = byProperty?.ToImmutable() ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty,
        };
    }

    private static (string Property, ImmutableArray<string> Urns) ReadDependencies(ReadOnlySpan<byte> encoded)
    {
        var property = "";
        var urns = ImmutableArray.CreateBuilder<string>();
        var reader = new WireReader(encoded);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field == KeyField && type == WireFormat.WireType.LengthDelimited)
                property = reader.ReadCommonText();
            else if (field == ValueField && type == WireFormat.WireType.LengthDelimited)
                ReadUrns(reader.ReadBytes(), urns);
            else
                reader.Skip(type);
        }

        return (property, urns.ToImmutable());
    }

    private static void ReadUrns(ReadOnlySpan<byte> encoded, ImmutableArray<string>.Builder urns)
    {
        var reader = new WireReader(encoded);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field == Urns.Urns_FieldNumber && type == WireFormat.WireType.LengthDelimited)
                urns.Add(reader.ReadText());
            else
                reader.Skip(type);
        }
    }
}
