using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf;
using ServerlessAffect.Core;
using ServerlessAffect.Onnx.Schema;

namespace ServerlessAffect.Onnx.Graph;

/// <summary>Writes an ONNX graph node by node. A node may only read what was added before it, so the result is in topological order by construction.</summary>
/// <remarks>Opset 17, IR version 8, and version 3 of the operators for trees where there are some. The same calls give the same bytes. Not safe for concurrent use.</remarks>
public sealed class GraphBuilder
{
    public const int Opset = 17;
    public const int IrVersion = 8;
    public const string Producer = "ServerlessAffect";

    /// <summary>The domain of the operators for trees.</summary>
    public const string MachineLearning = "ai.onnx.ml";
    public const int MachineLearningOpset = 3;

    private readonly GraphProto _graph = new();
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _properties = new(StringComparer.Ordinal);

    /// <summary>Adds an input of the graph and returns its name.</summary>
    public string Input(string name, ElementType type, params ReadOnlySpan<Dimension> shape)
    {
        Declare(name);
        _graph.Input.Add(Describe(name, type, shape));
        return name;
    }

    /// <summary>Adds a constant of float32 values in row-major order and returns its name.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of <paramref name="shape"/>, or the name is taken.</exception>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        AddInitializer(name, ElementType.Float, values.Length, MemoryMarshal.AsBytes(values), shape);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public string Constant(string name, ReadOnlySpan<Half> values, params ReadOnlySpan<long> shape) =>
        AddInitializer(name, ElementType.Float16, values.Length, MemoryMarshal.AsBytes(values), shape);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public string Constant(string name, ReadOnlySpan<long> values, params ReadOnlySpan<long> shape) =>
        AddInitializer(name, ElementType.Int64, values.Length, MemoryMarshal.AsBytes(values), shape);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public string Constant(string name, ReadOnlySpan<sbyte> values, params ReadOnlySpan<long> shape) =>
        AddInitializer(name, ElementType.Int8, values.Length, MemoryMarshal.AsBytes(values), shape);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public string Constant(string name, ReadOnlySpan<double> values, params ReadOnlySpan<long> shape) =>
        AddInitializer(name, ElementType.Double, values.Length, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a node with one output, which takes the node's name, and returns that name.</summary>
    /// <exception cref="ArgumentException">An input has not been added before, or the name is taken.</exception>
    public string Node(string name, string opType, ReadOnlySpan<string> inputs, params ReadOnlySpan<NodeAttribute> attributes)
    {
        Add(name, opType, "", inputs, [name], attributes);
        return name;
    }

    /// <summary>Adds a node with several outputs.</summary>
    /// <param name="name">Of the node alone.</param>
    /// <param name="outputs">Names of all that it gives.</param>
    /// <exception cref="ArgumentException">An input has not been added before, or the name of an output is taken.</exception>
    public void NodeOfMany(string name, string opType, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, params ReadOnlySpan<NodeAttribute> attributes) =>
        Add(name, opType, "", inputs, outputs, attributes);

    /// <summary>As <see cref="NodeOfMany"/>, of the domain <see cref="MachineLearning"/>.</summary>
    public void TreeNode(
        string name, string opType, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, params ReadOnlySpan<NodeAttribute> attributes) =>
        Add(name, opType, MachineLearning, inputs, outputs, attributes);

    /// <summary>Declares a value that was added before as an output of the graph.</summary>
    public void Output(string name, ElementType type, params ReadOnlySpan<Dimension> shape) =>
        _graph.Output.Add(Describe(RequireKnown(name, "the graph's output"), type, shape));

    /// <summary>Adds an entry to the file's metadata, which nothing but its reader gives a meaning.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Property(string key, string value) => _properties.Add(key, value);

    /// <summary>The file's bytes; the last call, nothing may be added after it.</summary>
    public byte[] Build(ModelMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        _graph.Name = metadata.Name;
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = Producer,
            ProducerVersion = typeof(GraphBuilder).Assembly.GetName().Version?.ToString(3) ?? "0",
            DocString = metadata.Description,
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
        };
        if (_graph.Node.Any(n => n.HasDomain))
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = MachineLearning, Version = MachineLearningOpset });
        }

        Property("classes", JsonSerializer.Serialize(metadata.Classes, AffectJson.Options));
        Property("model", metadata.Name);
        model.MetadataProps.AddRange(_properties.Select(p => new StringStringEntryProto { Key = p.Key, Value = p.Value }));
        return model.ToByteArray();
    }

    private void Add(
        string name, string opType, string domain, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, ReadOnlySpan<NodeAttribute> attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(opType);
        var node = new NodeProto { Name = name, OpType = opType };
        if (domain.Length > 0)
        {
            node.Domain = domain;
        }

        foreach (var input in inputs)
        {
            node.Input.Add(RequireKnown(input, opType));
        }

        foreach (var output in outputs)
        {
            Declare(output);
            node.Output.Add(output);
        }

        foreach (var attribute in attributes)
        {
            node.Attribute.Add(attribute.Proto);
        }

        _graph.Node.Add(node);
    }

    private static ValueInfoProto Describe(string name, ElementType type, ReadOnlySpan<Dimension> shape)
    {
        var dimensions = new TensorShapeProto();
        foreach (var dimension in shape)
        {
            dimensions.Dim.Add(dimension.Name is { } symbol
                ? new TensorShapeProto.Types.Dimension { DimParam = symbol }
                : new TensorShapeProto.Types.Dimension { DimValue = dimension.Size });
        }

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } },
        };
    }

    private string AddInitializer(string name, ElementType type, int count, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        var expected = 1L;
        foreach (var size in shape)
        {
            expected *= size;
            tensor.Dims.Add(size);
        }

        if (expected != count)
        {
            throw new ArgumentException($"The constant '{name}' of shape [{string.Join(", ", shape.ToArray())}] needs {expected} values; got {count}.", nameof(shape));
        }

        Declare(name);
        _graph.Initializer.Add(tensor);
        return name;
    }

    private void Declare(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_values.Add(name))
        {
            throw new ArgumentException($"The graph has a value named '{name}' already.", nameof(name));
        }
    }

    private string RequireKnown(string name, string reader) => _values.Contains(name)
        ? name
        : throw new ArgumentException($"{reader} reads '{name}', which was not added before it.", nameof(name));
}
