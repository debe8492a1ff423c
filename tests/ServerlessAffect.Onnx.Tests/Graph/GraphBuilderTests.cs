using ServerlessAffect.Onnx.Graph;
using ServerlessAffect.Onnx.Schema;

namespace ServerlessAffect.Onnx.Tests.Graph;

public sealed class GraphBuilderTests
{
    [Fact]
    public void The_file_says_what_was_asked_for()
    {
        var model = ModelProto.Parser.ParseFrom(Doubled().Build(new ModelMetadata("doubler", ["a", "b"], "Doubles.")));
        Assert.Equal((8, "ServerlessAffect", "Doubles."), (model.IrVersion, model.ProducerName, model.DocString));
        Assert.Equal(17, Assert.Single(model.OpsetImport).Version);
        Assert.Equal([("classes", """["a","b"]"""), ("model", "doubler"), ("unit", "none")], model.MetadataProps.Select(p => (p.Key, p.Value)));
        var node = Assert.Single(model.Graph.Node);
        Assert.Equal(("Mul", "doubled"), (node.OpType, node.Name));
        Assert.Equal(["x", "two"], node.Input);
        Assert.Equal(["doubled"], node.Output);
        Assert.Equal("rows", model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimParam);
        Assert.Equal(3, model.Graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue);
        Assert.Equal(8, Assert.Single(model.Graph.Initializer).RawData.Length);
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes() =>
        Assert.Equal(Doubled().Build(new ModelMetadata("m", ["a"])), Doubled().Build(new ModelMetadata("m", ["a"])));

    [Fact]
    public void Graphs_that_cannot_run_cannot_be_written()
    {
        var graph = new GraphBuilder();
        graph.Input("x", ElementType.Float, "rows", 3);
        Assert.Throws<ArgumentException>(() => graph.Input("x", ElementType.Float));
        Assert.Throws<ArgumentException>(() => graph.Constant("c", [1f, 2f], 3));
        Assert.Throws<ArgumentException>(() => graph.Node("y", "Neg", ["nowhere"]));
        Assert.Throws<ArgumentException>(() => graph.Output("nowhere", ElementType.Float));
        Assert.Throws<ArgumentException>(() => graph.Node("x", "Neg", ["x"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dimension.Of(-1));
    }

    [Fact]
    public void Attributes_state_their_type()
    {
        var graph = new GraphBuilder();
        graph.Input("x", ElementType.Float, 3);
        graph.Node("y", "Anything", ["x"], NodeAttribute.Int("i", 0), NodeAttribute.Float("f", 0.5f), NodeAttribute.Text("s", "é"), NodeAttribute.Ints("n", 1, -2));
        var attributes = ModelProto.Parser.ParseFrom(graph.Build(new ModelMetadata("m", []))).Graph.Node[0].Attribute;
        Assert.Equal(["Int", "Float", "String", "Ints"], attributes.Select(a => a.Type.ToString()));
        Assert.True(attributes[0].HasI);
        Assert.Equal(("é", 0.5f), (attributes[2].S.ToStringUtf8(), attributes[1].F));
        Assert.Equal([1L, -2L], attributes[3].Ints);
    }

    private static GraphBuilder Doubled()
    {
        var graph = new GraphBuilder();
        graph.Input("x", ElementType.Float, "rows", 3);
        graph.Constant("two", [2L], 1);
        graph.Node("doubled", "Mul", ["x", "two"]);
        graph.Output("doubled", ElementType.Float, "rows", 3);
        graph.Property("unit", "none");
        return graph;
    }
}
