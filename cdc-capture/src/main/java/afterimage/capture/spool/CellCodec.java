package afterimage.capture.spool;

import afterimage.capture.change.Cell;
import afterimage.capture.change.NotFinite;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Cells as bytes that give back the very values, trailing zeros and all.
final class CellCodec {

  private static final int NULL = 0;
  private static final int UNCHANGED = 1;
  private static final int TEXT = 2;
  private static final int LONG = 3;
  private static final int DECIMAL = 4;
  private static final int DOUBLE = 5;
  private static final int NOT_FINITE = 6;
  private static final int FALSE = 7;
  private static final int TRUE = 8;
  private static final int LIST = 9;

  private CellCodec() {}

  static void write(Cell cell, DataOutputStream out) throws IOException {
    switch (cell) {
      case Cell.Null() -> out.writeByte(NULL);
      case Cell.Unchanged() -> out.writeByte(UNCHANGED);
      case Cell.Value(String value) -> {
        out.writeByte(TEXT);
        Texts.write(value, out);
      }
      case Cell.Value(Long value) -> {
        out.writeByte(LONG);
        out.writeLong(value);
      }
      case Cell.Value(BigDecimal value) -> {
        out.writeByte(DECIMAL);
        out.writeInt(value.scale());
        Texts.bytes(value.unscaledValue().toByteArray(), out);
      }
      case Cell.Value(Double value) -> {
        out.writeByte(DOUBLE);
        out.writeDouble(value);
      }
      case Cell.Value(NotFinite value) -> {
        out.writeByte(NOT_FINITE);
        Texts.write(value.toString(), out);
      }
      case Cell.Value(Boolean value) -> out.writeByte(value ? TRUE : FALSE);
      case Cell.Value(List<?> cells) -> {
        out.writeByte(LIST);
        out.writeInt(cells.size());
        for (Object element : cells) {
          write((Cell) element, out);
        }
      }
      case Cell.Value(Object value) ->
          throw new IllegalArgumentException("A cell holds no " + value.getClass().getName());
    }
  }

  static Cell read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case NULL -> new Cell.Null();
      case UNCHANGED -> new Cell.Unchanged();
      case TEXT -> new Cell.Value(Texts.read(in));
      case LONG -> new Cell.Value(in.readLong());
      case DECIMAL -> {
        int scale = in.readInt();
        yield new Cell.Value(new BigDecimal(new BigInteger(Texts.bytes(in)), scale));
      }
      case DOUBLE -> new Cell.Value(in.readDouble());
      case NOT_FINITE -> new Cell.Value(NotFinite.of(Texts.read(in)).orElseThrow());
      case FALSE -> new Cell.Value(false);
      case TRUE -> new Cell.Value(true);
      case LIST -> {
        int size = in.readInt();
        List<Cell> cells = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
          cells.add(read(in));
        }
        yield new Cell.Value(cells);
      }
      default -> throw new IOException("there is no cell of kind " + kind);
    };
  }
}
