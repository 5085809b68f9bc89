using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>JSON of values that hold outputs: an unknown or secret part makes the whole unknown or secret.</summary>
internal static class OutputJson
{
    public static async Task<OutputData> SerializeAsync<T>(Output<T> value, JsonSerializerOptions? options)
    {
        var data = await value.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return new(data.Resources, "", IsKnown: false, data.IsSecret);

        var converter = new OutputJsonConverter(data.Resources, data.IsSecret);
        var json = JsonSerializer.Serialize(data.As<T>(), With(options, converter));
        var resources = data.Resources.Union(converter.SeenResources);
        var isSecret = data.IsSecret || converter.SeenSecret;
        return new(resources, converter.SeenUnknown ? "" : json, !converter.SeenUnknown, isSecret);
    }

    public static async Task<OutputData> DeserializeAsync<T>(Output<string> json, JsonSerializerOptions? options)
    {
        var data = await json.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return OutputData.Unknown(data.Resources, data.IsSecret);

        var value = JsonSerializer.Deserialize<T>(data.As<string>(), With(options, new(data.Resources, data.IsSecret)));
        return new(data.Resources, value, IsKnown: true, data.IsSecret);
    }

    private static JsonSerializerOptions With(JsonSerializerOptions? options, OutputJsonConverter converter)
    {
        var copy = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        copy.Converters.Add(converter);
        return copy;
    }
}

/// <summary>Writes what inputs and outputs hold, remembering what it saw; reads them as known outputs of the given origin.</summary>
internal sealed class OutputJsonConverter(ImmutableHashSet<Resource> resources, bool isSecret) : JsonConverterFactory
{
    public HashSet<Resource> SeenResources { get; } = [];

    public bool SeenUnknown { get; private set; }

    public bool SeenSecret { get; private set; }

    public override bool CanConvert(Type typeToConvert) => ConverterFor(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            ConverterFor(typeToConvert)!.MakeGenericType(typeToConvert.GenericTypeArguments), this)!;

    private static Type? ConverterFor(Type type) =>
        !type.IsConstructedGenericType ? null
        : type.GetGenericTypeDefinition() is var open && open == typeof(Output<>) ? typeof(OutputConverter<>)
        : open == typeof(Input<>) ? typeof(InputConverter<>)
        : open == typeof(InputList<>) ? typeof(ListConverter<>)
        : open == typeof(InputMap<>) ? typeof(MapConverter<>)
        : null;

    private Output<T> Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        new(Task.FromResult(new OutputData(
            resources, JsonSerializer.Deserialize<T>(ref reader, options), IsKnown: true, isSecret)));

    private void Write<T>(Utf8JsonWriter writer, Output<T> output, JsonSerializerOptions options)
    {
        // A converter cannot await.
        var data = output.DataTask.GetAwaiter().GetResult();
        SeenResources.UnionWith(data.Resources);
        if (!data.IsKnown)
        {
            SeenUnknown = true;
            writer.WriteNullValue();
            return;
        }

        SeenSecret |= data.IsSecret;
        JsonSerializer.Serialize(writer, data.As<T>(), options);
    }

    private sealed class OutputConverter<T>(OutputJsonConverter parent) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parent.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) =>
            parent.Write(writer, value, options);
    }

    private sealed class InputConverter<T>(OutputJsonConverter parent) : JsonConverter<Input<T>>
    {
        public override Input<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parent.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions options) =>
            parent.Write(writer, value.ToOutput(), options);
    }

    private sealed class ListConverter<T>(OutputJsonConverter parent) : JsonConverter<InputList<T>>
    {
        public override InputList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parent.Read<ImmutableArray<T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputList<T> value, JsonSerializerOptions options) =>
            parent.Write(writer, value.ToOutput(), options);
    }

    private sealed class MapConverter<T>(OutputJsonConverter parent) : JsonConverter<InputMap<T>>
    {
        public override InputMap<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parent.Read<ImmutableDictionary<string, T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputMap<T> value, JsonSerializerOptions options) =>
            parent.Write(writer, value.ToOutput(), options);
    }
}
