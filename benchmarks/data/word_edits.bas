Sub Run(path As String)
  Dim n As Integer, line As String
  n = FreeFile
  Open path For Input As #n
  Do While Not Eof(n)
    Line Input #n, line
    If Len(line) > 0 Then Edit(Split(line, Chr(9)))
  Loop
  Close #n
End Sub

Sub Edit(f)
  On Error Goto Failed REM an error must not wait for somebody to read it
  Dim remark(1) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  doc = StarDesktop.loadComponentFromURL(f(0), "_blank", 0, Array())
  If InStr(f(6), "recorded") > 0 Then doc.RecordChanges = True
  mark = doc.Bookmarks.getByName(f(3)).Anchor
  text = mark.Text
  Select Case f(2)
    Case "replace"
      Replace(doc, mark, f(4), f(5))
    Case "retype"
      mark.String = f(4)
    Case "delete"
      cursor = text.createTextCursorByRange(mark)
      cursor.String = ""
    Case "cut"
      Cut(doc, mark)
      Paste(doc, f(4))
    Case "move"
      moved = mark.String
      mark.String = ""
      other = doc.Bookmarks.getByName(f(4)).Anchor
      other.Text.insertString(other.End, " " + moved, False)
    Case "append"
      text.insertString(mark.End, " " + f(4), False)
    Case "prepend"
      text.insertString(mark.Start, f(4) + " ", False)
    Case "paragraph"
      cursor = text.createTextCursorByRange(mark.End)
      cursor.gotoEndOfParagraph(False)
      text.insertControlCharacter(cursor, 0, False)
      text.insertString(cursor, f(4), False)
    Case "split"
      text.insertControlCharacter(mark.End, 0, False)
    Case "merge"
      cursor = text.createTextCursorByRange(mark.End)
      cursor.gotoEndOfParagraph(False)
      cursor.goRight(1, True)
      cursor.String = " "
      If Len(f(4)) > 0 Then
        cursor.collapseToEnd()
        cursor.goRight(Len(f(4)) + 1, True)
        cursor.String = ""
      End If
    Case "comment"
      doc.CurrentController.select(mark)
      remark(0).Name = "Text"
      remark(0).Value = f(5)
      remark(1).Name = "Author"
      remark(1).Value = f(4)
      helper = createUnoService("com.sun.star.frame.DispatchHelper")
      helper.executeDispatch(doc.CurrentController.Frame, ".uno:InsertAnnotation", "", 0, remark())
  End Select
  If InStr(f(6), "nobookmarks") > 0 Then
    For Each name In doc.Bookmarks.ElementNames
      one = doc.Bookmarks.getByName(name)
      one.Anchor.Text.removeTextContent(one)
    Next
  End If
  saved(0).Name = "FilterName"
  saved(0).Value = f(7)
  doc.storeToURL(f(1), saved())
  doc.close(True)
  Exit Sub
Failed:
  failure = FreeFile
  Open ConvertFromURL(f(1)) + ".error" For Output As #failure
  Print #failure, Error$ + " (line " + Erl + ")"
  Close #failure
End Sub

Sub Replace(doc, mark, old As String, fresh As String)
  search = doc.createSearchDescriptor()
  search.SearchString = old
  search.SearchCaseSensitive = True
  found = doc.findNext(mark.Start, search)
  found.String = fresh
End Sub

Sub Cut(doc, mark)
  doc.CurrentController.select(mark)
  Dispatch(doc, ".uno:Cut")
End Sub

Sub Paste(doc, target As String)
  other = doc.Bookmarks.getByName(target).Anchor
  other.Text.insertString(other.End, " ", False)
  view = doc.CurrentController.ViewCursor
  view.gotoRange(other.End, False)
  view.goRight(1, False)
  Dispatch(doc, ".uno:Paste")
End Sub

Sub Dispatch(doc, command As String)
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
End Sub
