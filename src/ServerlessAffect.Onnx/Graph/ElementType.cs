namespace ServerlessAffect.Onnx.Graph;

/// <summary>What a tensor holds; the numbers are those of ONNX's <c>TensorProto.DataType</c>.</summary>
public enum ElementType
{
    Float = 1,
    Int8 = 3,
    Int64 = 7,
    Float16 = 10,
    Double = 11,
}
